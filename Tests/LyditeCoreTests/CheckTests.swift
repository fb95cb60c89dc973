import LyditeCore
import Testing

struct CheckTests {
    @Test(arguments: [
        "[]", "{}", #"{"gold":1}"#, #"{"cases":[]}"#, #"{"cases":[{"stdin":"a"}]}"#,
        #"{"entry_point":"f","cases":[{"args":[]}]}"#,
        #"{"entry_point":"f","cases":[{"args":[{"$set":1}],"expected":1}]}"#,
        #"{"tests":"x"}"#,
        #"{"gold":"1","limits":{"cpuSeconds":-1},"cases":[1]}"#.replacing("gold", with: "g"),
    ])
    func `a row that says no check is refused`(text: String) throws {
        let json = try JSONParser.parse(text)
        #expect(throws: RowError.self) { try Check(row: try RowReader(json)) }
    }

    @Test(arguments: [
        #"{"gold":"1/2","spec":{"unit":"cm"}}"#,
        #"{"language":"python","entry_point":"f","cases":[{"args":[1,2.0,{"$tuple":[1]}],"expected":null},{"args":[{"$float":"nan"}],"kwargs":{"k":"v"},"expected":{"$set":[1,2]},"compare":{"exact":true}}],"compare":{"absolute":0.5},"limits":{"cpuSeconds":2.0}}"#,
        #"{"language":"c","cases":[{"stdin":"1\n","stdout":"2\n"}],"compare":{"tokens":true}}"#,
        #"{"entry_point":"f","tests":["assert f(1) == 2"],"setup":"import math"}"#,
    ])
    func `a check is read back from what it writes`(text: String) throws {
        let check = try Check(row: try RowReader(try JSONParser.parse(text)))
        let again = try Check(
            row: try RowReader(try JSONParser.parse(JSON.object(check.members).text)))
        #expect(again == check)
    }

    @Test(arguments: [
        "1", "1.0", "true", "null", #"{"$int":"123456789012345678901234567890"}"#,
        #"{"$bytes":"AAE="}"#,
        #"{"$complex":[1.0,-2.5]}"#, #"{"$dict":[[1,"a"],[{"$tuple":[1,2]},"b"]]}"#,
        #"{"a":[1,{"$float":"-inf"}]}"#,
        #"{"$frozenset":[]}"#, #"{"$dict":[["$x",1]]}"#,
    ])
    func `plain values keep their type through their wire form`(text: String) throws {
        let value = try PlainValue(json: try JSONParser.parse(text))
        #expect(try PlainValue(json: try JSONParser.parse(value.json.text)) == value)
    }

    @Test func `whole floats and integers stay different`() throws {
        #expect(
            try PlainValue(json: try JSONParser.parse("2"))
                != PlainValue(json: try JSONParser.parse("2.0")))
    }

    @Test(arguments: [
        #"{"$int":"1x"}"#, #"{"$int":"01"}"#, #"{"$bytes":"*"}"#, #"{"$complex":[1]}"#,
        #"{"$nope":1}"#,
    ])
    func `a false tag is refused`(text: String) throws {
        let json = try JSONParser.parse(text)
        #expect(throws: PlainValueError.self) { try PlainValue(json: json) }
    }
}
