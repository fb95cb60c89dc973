import LyditeCore
import LyditeExport
import LyditeStore
import Support
import Testing

struct DataSetTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `an empty split is not written, and an older file of it goes away`() throws {
        let first = DataSetWriter(folder: folder.path, splits: ["train", "test"])
        try first.add(Array("{}\n".utf8), config: "default", split: "test")
        #expect(try first.commit(configs: ["default"]).map(\.path) == ["data/default/test.jsonl"])
        let second = DataSetWriter(folder: folder.path, splits: ["train", "test"])
        try second.add(Array("{}\n{}\n".utf8), config: "default", split: "train")
        #expect(try second.commit(configs: ["default"]).map(\.path) == ["data/default/train.jsonl"])
        #expect(try folder.read("data/default/train.jsonl") == "{}\n{}\n")
        #expect(throws: (any Error).self) { try folder.read("data/default/test.jsonl") }
    }

    @Test func `a file that was not committed does not appear`() throws {
        do {
            let writer = DataSetWriter(folder: folder.path, splits: ["train"])
            try writer.add(Array("{}\n".utf8), config: "default", split: "train")
        }
        #expect(throws: (any Error).self) { try folder.read("data/default/train.jsonl") }
        #expect(throws: (any Error).self) { try folder.read("data/default/train.jsonl.partial") }
    }

    @Test func `the card names one licence only where all sources share it`() {
        var totals = StoreTotals()
        totals.licences = ["MIT"]
        #expect(card(totals).hasPrefix("---\nlicense: mit\n"))
        totals.licences = ["MIT", "CC-BY-4.0"]
        #expect(card(totals).hasPrefix("---\nlicense: other\n"))
        totals.licences = ["unknown"]
        #expect(card(totals).hasPrefix("---\nlicense: other\n"))
    }

    @Test func `the card lists the splits that have rows and says which have none`() {
        let text = card(StoreTotals())
        #expect(
            text.contains(
                "- config_name: default\n  data_files:\n  - split: train\n    path: data/default/train.jsonl\n---"
            ))
        #expect(text.contains("Without a row, and so not written: default/test."))
    }

    private func card(_ totals: StoreTotals) -> String {
        DataSetCard(
            files: [DataSetWriter.File(config: "default", split: "train", rows: 3, bytes: 9)],
            totals: totals, seed: 1, lengthBias: nil, configDigest: "abc",
            emptySplits: ["default/test"]
        ).text
    }

    @Test func `a file with a column of dates alone is not made, and its rows are counted`() throws
    {
        func write(_ truths: [String], _ layout: DataSetWriter.Layout = .lines) throws -> (Int, Int)
        {
            let folder = try TemporaryFolder()
            let writer = DataSetWriter(folder: folder.path, splits: ["train"], layout: layout)
            for truth in truths {
                let row: JSON = [
                    "prompt": [["role": "user", "content": "When is it?"]],
                    "ground_truth": .string(truth),
                ]
                try writer.add(Array((row.text + "\n").utf8), config: "default", split: "train")
            }
            return (try writer.commit(configs: ["default"]).count, writer.dateRows)
        }
        #expect(try write(["2024-01-01", "1999-12-31T23:59:59Z"]) == (0, 2))
        #expect(try write(["2024-01-01", "2024-01-02 12:30"], .list) == (0, 2))
        for other in ["7", "2024-01", "20240101", "2024-01-01 is it", " 2024-01-01", "01.02.2024"] {
            #expect(try write(["2024-01-01", other, "2024-01-03"]) == (1, 0), "\(other)")
        }
    }
}
