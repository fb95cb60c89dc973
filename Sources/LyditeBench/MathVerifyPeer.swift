internal import Glibc
internal import LyditeCore
internal import LyditeFiles

/// Math-Verify on the same rows, where a Python has it: its rows a CPU second, without its start.
enum MathVerifyPeer {
    struct Row {
        var kind: String
        var gold: [UInt8]
        /// A whole response, or an answer between dollars.
        var answer: [UInt8]
    }

    /// Reads rows, writes for each kind how many are right, how many there are and the CPU time of all.
    ///
    /// The first rows of a kind are not counted: its parser builds its tables with them.
    private static let script = """
        import json, logging, sys, time
        from math_verify import parse, verify
        logging.disable(logging.CRITICAL)
        kinds, seen = {}, {}
        for line in open(sys.argv[1], encoding="utf-8"):
            row = json.loads(line)
            began = time.process_time()
            right = bool(verify(parse("$" + row["gold"] + "$"), parse(row["answer"])))
            spent = time.process_time() - began
            seen[row["kind"]] = seen.get(row["kind"], 0) + 1
            if seen[row["kind"]] <= 20:
                continue
            kind = kinds.setdefault(row["kind"], {"right": 0, "rows": 0, "seconds": 0.0})
            kind["right"] += right
            kind["rows"] += 1
            kind["seconds"] += spent
        json.dump(kinds, open(sys.argv[2], "w", encoding="utf-8"))
        """

    /// Rows a CPU second by kind; nil where `python` does not have it.
    static func rates(of rows: [Row], python: String) throws -> [String: Double]? {
        let program = ["/usr/bin/env", python]
        guard (try? Spawned.run(program + ["-c", "import math_verify"])) != nil else { return nil }
        let folder = try TemporaryFolder()
        let (input, output) = (folder.path + "/rows.jsonl", folder.path + "/rates.json")
        let lines = rows.map { row -> String in
            let json: JSON = [
                "kind": .string(row.kind),
                "gold": .string(String(decoding: row.gold, as: UTF8.self)),
                "answer": .string(String(decoding: row.answer, as: UTF8.self)),
            ]
            return json.text + "\n"
        }
        try Spawned.write(lines.joined(), to: input)
        try Spawned.run(program + ["-c", script, input, output])
        let found = try JSONParser.parse(try FileBytes.read(output))
        var rates: [String: Double] = [:]
        for member in found.members ?? [] {
            guard let rows = member.value["rows"]?.doubleValue,
                let right = member.value["right"]?.doubleValue,
                let seconds = member.value["seconds"]?.doubleValue, seconds > 0
            else { continue }
            precondition(right > 0, "Math-Verify was measured on nothing but failures")
            rates[member.key] = rows / seconds
        }
        return rates
    }
}
