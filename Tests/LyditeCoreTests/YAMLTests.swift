import LyditeCore
import Testing

struct YAMLTests {
    @Test(arguments: [
        ("a: [1, 2", 2), ("a: 1\na: 2", 2), ("a: &x 1\nb: *x", 2), ("a: 1\n---\nb: 2", 2), ("", 1),
        ("a:\n  - b\n c: d", 3), ("[1]: 2", 1), ("\tx: 1", 1),
    ])
    func `a document that cannot be read names its line`(text: String, line: Int) {
        let error = #expect(throws: YAMLError.self) {
            try YAMLReader.read(Array(text.utf8), path: "f.yaml")
        }
        #expect(error?.line == line)
        #expect(error?.description.hasPrefix("f.yaml:\(line): ") == true)
    }

    @Test func `values stay text until a field reads them`() throws {
        let root = try YAMLReader.read(Array("a: no\nb: 1.50\nc: [x, \"y\"]\n".utf8), path: "f")
        #expect(root["a"]?.text == "no")
        #expect(root["b"]?.text == "1.50")
        #expect(root["c"]?.items?.map { $0.text ?? "" } == ["x", "y"])
        #expect(root["c"]?.line == 3)
    }

    @Test func `a deep or a huge document is refused`() {
        let deep = String(repeating: "[", count: 100)
        #expect(throws: YAMLError.self) { try YAMLReader.read(Array(deep.utf8), path: "f") }
        let huge = [UInt8](repeating: 0x61, count: YAMLReader.maximumBytes + 1)
        #expect(throws: YAMLError.self) { try YAMLReader.read(huge, path: "f") }
    }
}
