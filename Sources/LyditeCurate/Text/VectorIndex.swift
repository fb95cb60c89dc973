package import LyditeCore
internal import LyditeFiles

/// Vectors of traces, and those among them that point the same way as another, without comparing each with each.
///
/// 24 tables of 12 random planes each: two vectors with a cosine of 0.92 meet in a table with a chance above 99 %, and
/// what meets is compared exactly.
///
/// - Complexity: O(tables) look-ups a vector and as many products as meet; memory of 4 bytes a number.
/// - Source: Charikar, "Similarity estimation techniques from rounding algorithms", 2002.
package struct VectorIndex: Sendable {
    private static let tables = 24
    private static let planes = 12
    /// Numbers of a vector at most: no embedding in use has more.
    private static let maximumCount = 8192
    private static let maximumCompared = 400

    private var places: [Digest: Int32] = [:]
    private var names: [Digest] = []
    /// All vectors, one after the other, each of length 1.
    private var numbers: [Float] = []
    package private(set) var count = 0
    private var normals: [Float] = []
    private var buckets: [[UInt16: [Int32]]] = []

    /// - Throws: `FileError` for a row that is no vector, or one of another length than the first.
    package init(files: [String]) throws {
        for path in files {
            let rows = try FileRows(path)
            while let row = try rows.next() {
                let name = try row.trace()
                let items = row.json["vector"]?.arrayValue ?? []
                let vector = items.compactMap { $0.doubleValue.map { Float($0) } }
                guard !vector.isEmpty, vector.count == items.count,
                    vector.count <= Self.maximumCount, vector.allSatisfy(\.isFinite)
                else { throw row.bad("vector", "a list of numbers") }
                guard add(vector, of: name) else {
                    throw row.bad("vector", "\(count) numbers, not all 0, as in the first row")
                }
            }
        }
        prepare()
    }

    package init() {}

    /// - Returns: False for a vector of another length, or one that points nowhere.
    package mutating func add(_ vector: [Float], of name: Digest) -> Bool {
        if count == 0 { count = vector.count }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard vector.count == count, length > 0, length.isFinite else { return false }
        guard places[name] == nil else { return true }
        places[name] = Int32(names.count)
        names.append(name)
        numbers.append(contentsOf: vector.map { $0 / length })
        return true
    }

    /// Draws the planes; called once all vectors are in.
    package mutating func prepare() {
        var state: UInt64 = 0xE3B
        normals = (0..<(Self.tables * Self.planes * count)).map { _ in
            // The sum of four uniform numbers is near enough to a normal one.
            var sum: Float = 0
            for _ in 0..<4 {
                state = Words.mix(state)
                sum += Float(state >> 40) / Float(1 << 24) - 0.5
            }
            return sum
        }
        buckets = [[UInt16: [Int32]]](repeating: [:], count: Self.tables)
    }

    package func place(of trace: Digest) -> Int32? { places[trace] }

    /// An earlier vector at this cosine or above; the earliest of several.
    package func near(_ place: Int32, similarity: Float) -> Digest? {
        var seen: Set<Int32> = []
        for table in 0..<Self.tables {
            for other in buckets[table][key(place, table)] ?? [] { seen.insert(other) }
        }
        for other in seen.sorted().prefix(Self.maximumCompared)
        where dot(place, other) >= similarity {
            return names[Int(other)]
        }
        return nil
    }

    package mutating func insert(_ place: Int32) {
        for table in 0..<Self.tables {
            buckets[table][key(place, table), default: []].append(place)
        }
    }

    private func dot(_ left: Int32, _ right: Int32) -> Float {
        let (a, b) = (Int(left) * count, Int(right) * count)
        return numbers.withUnsafeBufferPointer { numbers in
            var sum: Float = 0
            for index in 0..<count { sum += numbers[a + index] * numbers[b + index] }
            return sum
        }
    }

    private func key(_ place: Int32, _ table: Int) -> UInt16 {
        var key: UInt16 = 0
        let start = Int(place) * count
        for plane in 0..<Self.planes {
            let normal = (table * Self.planes + plane) * count
            var sum: Float = 0
            for index in 0..<count { sum += numbers[start + index] * normals[normal + index] }
            key = key << 1 | (sum >= 0 ? 1 : 0)
        }
        return key
    }
}
