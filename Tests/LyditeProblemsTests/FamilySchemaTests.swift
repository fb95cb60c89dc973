import Foundation
import LyditeCore
import LyditeProblems
import Testing

/// The JSON Schema of families is the reader's tables, and the shipped families obey it.
struct FamilySchemaTests {
    private static let file = ShippedFamilies.root + "/Problems/family.schema.json"

    @Test func `the file is what the tables give`() throws {
        let text = try String(contentsOfFile: Self.file, encoding: .utf8)
        #expect(text == FamilySchema.text, "lydite problems schema > Problems/family.schema.json")
        #expect(try JSONParser.parse(Array(text.utf8)) == FamilySchema.json)
    }

    @Test(arguments: FamilyTable.allCases)
    func `every field of a table is in the schema and no other`(table: FamilyTable) {
        let schema =
            table == .family ? FamilySchema.json : FamilySchema.json["$defs"]?[table.rawValue]
        #expect(schema?["properties"]?.members?.map(\.key) == table.names)
        #expect(schema?["additionalProperties"] == false)
        let required = table.fields.filter(\.isRequired).map { JSON.string($0.name) }
        #expect((schema?["required"]?.arrayValue ?? []) == required)
    }

    /// A field that the schema requires is one without which the reader refuses the file.
    @Test(arguments: FamilyTable.family.fields.filter(\.isRequired).map(\.name))
    func `the reader requires what the schema requires`(name: String) {
        var lines = BrokenFamilies.lines
        let start = lines.firstIndex { $0.hasPrefix(name + ":") } ?? 0
        let end = lines[(start + 1)...].firstIndex { !$0.hasPrefix(" ") } ?? lines.count
        lines.removeSubrange(start..<end)
        let bytes = Array(lines.joined(separator: "\n").utf8)
        let findings = FamilyLint.check(path: BrokenFamilies.path, bytes: bytes)
        #expect(findings.contains { $0.message == "the family has no \"\(name)\"" })
    }

    private static let validator = """
        import json, sys
        import jsonschema, yaml
        class Loader(yaml.SafeLoader): pass
        # YAML 1.2 has no "off" and "no"; neither has the reader.
        Loader.yaml_implicit_resolvers = {
            first: [one for one in rules if one[0] != "tag:yaml.org,2002:bool"]
            for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()}
        schema = json.load(open(sys.argv[1]))
        jsonschema.Draft202012Validator.check_schema(schema)
        check = jsonschema.Draft202012Validator(schema)
        for path in sys.argv[2:]:
            for error in check.iter_errors(yaml.load(open(path), Loader)):
                print(path, error.json_path, error.message[:200])
        """

    private static let hasValidator =
        (try? python("import jsonschema, yaml; jsonschema.Draft202012Validator", []))?.code == 0

    private static func python(
        _ script: String, _ arguments: [String]
    ) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    @Test(.enabled(if: hasValidator, "python3 has no jsonschema and yaml"))
    func `every shipped family obeys the schema`() throws {
        let paths = ShippedFamilies.paths.map { ShippedFamilies.root + "/" + $0 }
        let found = try Self.python(Self.validator, [Self.file] + paths)
        #expect(found.code == 0 && found.output.isEmpty, "\(found.output)")
    }

    @Test(.enabled(if: hasValidator, "python3 has no jsonschema and yaml"))
    func `the schema refuses what it can see`() throws {
        let folder = NSTemporaryDirectory() + "lydite-schema-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let visible = BrokenFamilies.unreadable.filter {
            ["unknown-field", "missing-field", "few-statements"].contains($0.rule)
        }
        var paths: [String] = []
        for (index, broken) in visible.enumerated() {
            let path = folder + "/\(index).yaml"
            try Data(broken.bytes).write(to: URL(fileURLWithPath: path))
            paths.append(path)
        }
        let found = try Self.python(Self.validator, [Self.file] + paths)
        for path in paths { #expect(found.output.contains(path), "\(path)\n\(found.output)") }
    }
}
