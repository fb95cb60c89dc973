internal import LyditeCore

/// Matrices whose entries are formulas of one builder.
struct MatrixAlgebra {
    typealias Failure = ExpressionReader.Failure
    typealias Value = MatrixFormula.Value

    var builder = ExpressionBuilder()

    /// Largest power and largest size that are multiplied out.
    private static let maximumPower = 16
    private static let maximumSize = 8

    static func transpose(_ rows: [[Int32]]) -> [[Int32]] {
        rows[0].indices.map { column in rows.map { $0[column] } }
    }

    mutating func negate(_ value: Value) throws(Failure) -> Value {
        switch value {
        case .scalar(let node): return .scalar(try builder.negate(node))
        case .matrix(let rows):
            return .matrix(try scaled(rows, by: try builder.number(-1)))
        }
    }

    mutating func add(_ x: Value, _ y: Value) throws(Failure) -> Value {
        switch (x, y) {
        case (.scalar(let a), .scalar(let b)): return .scalar(try builder.add(a, b))
        case (.matrix(let a), .matrix(let b)):
            guard a.count == b.count, a[0].count == b[0].count else { throw .undefined }
            var out = a
            for row in a.indices {
                for column in a[0].indices {
                    out[row][column] = try builder.add(a[row][column], b[row][column])
                }
            }
            return .matrix(out)
        default: throw .foreign
        }
    }

    mutating func multiply(_ x: Value, _ y: Value) throws(Failure) -> Value {
        switch (x, y) {
        case (.scalar(let a), .scalar(let b)): return .scalar(try builder.multiply(a, b))
        case (.scalar(let factor), .matrix(let rows)), (.matrix(let rows), .scalar(let factor)):
            return .matrix(try scaled(rows, by: factor))
        case (.matrix(let a), .matrix(let b)): return .matrix(try product(a, b))
        }
    }

    private mutating func scaled(
        _ rows: [[Int32]], by factor: Int32
    ) throws(Failure) -> [[Int32]] {
        var out = rows
        for row in rows.indices {
            for column in rows[0].indices {
                out[row][column] = try times(factor, rows[row][column])
            }
        }
        return out
    }

    /// A zero factor takes the other away, so that entries stay small.
    private mutating func times(_ x: Int32, _ y: Int32) throws(Failure) -> Int32 {
        if builder.number(x)?.isZero == true || builder.number(y)?.isZero == true {
            return try builder.number(0)
        }
        return try builder.multiply(x, y)
    }

    private mutating func product(
        _ a: [[Int32]], _ b: [[Int32]]
    ) throws(Failure) -> [[Int32]] {
        guard a[0].count == b.count else { throw .undefined }
        guard a.count <= MatrixAlgebra.maximumSize, b[0].count <= MatrixAlgebra.maximumSize,
            b.count <= MatrixAlgebra.maximumSize
        else { throw .tooLarge }
        var out: [[Int32]] = []
        for row in a {
            var line: [Int32] = []
            for column in b[0].indices {
                var total = try builder.number(0)
                for index in b.indices {
                    total = try builder.add(total, try times(row[index], b[index][column]))
                }
                line.append(total)
            }
            out.append(line)
        }
        return out
    }

    mutating func power(_ rows: [[Int32]], _ count: Int) throws(Failure) -> [[Int32]] {
        guard rows.count == rows[0].count else { throw .undefined }
        guard abs(count) <= MatrixAlgebra.maximumPower, rows.count <= MatrixAlgebra.maximumSize
        else { throw .tooLarge }
        let base = count < 0 ? try inverse(rows) : rows
        var result = try identity(rows.count)
        for _ in 0..<abs(count) { result = try product(result, base) }
        return result
    }

    private mutating func identity(_ size: Int) throws(Failure) -> [[Int32]] {
        var out: [[Int32]] = []
        for row in 0..<size {
            var line: [Int32] = []
            for column in 0..<size { line.append(try builder.number(row == column ? 1 : 0)) }
            out.append(line)
        }
        return out
    }

    /// By minors: transposed cofactors over the determinant.
    private mutating func inverse(_ rows: [[Int32]]) throws(Failure) -> [[Int32]] {
        guard rows.count <= 4 else { throw .foreign }
        let whole = try determinant(rows)
        // A determinant with variables may vanish somewhere; a number is known.
        guard let value = builder.number(whole) else { throw .foreign }
        if value.isZero { throw .undefined }
        var out = rows
        for row in rows.indices {
            for column in rows.indices {
                let minor = try determinant(MatrixAlgebra.minor(rows, row, column))
                let signed = try (row + column) % 2 == 0 ? minor : builder.negate(minor)
                out[column][row] = try builder.divide(signed, whole)
            }
        }
        return out
    }

    private static func minor(_ rows: [[Int32]], _ row: Int, _ column: Int) -> [[Int32]] {
        rows.indices.filter { $0 != row }.map { index in
            rows[index].enumerated().filter { $0.offset != column }.map(\.element)
        }
    }

    /// By the first row; at most five rows.
    mutating func determinant(_ rows: [[Int32]]) throws(Failure) -> Int32 {
        if rows.isEmpty { return try builder.number(1) }
        guard rows.count == rows[0].count else { throw .undefined }
        guard rows.count <= 5 else { throw .foreign }
        var total = try builder.number(0)
        for column in rows.indices {
            let entry = rows[0][column]
            if builder.number(entry)?.isZero == true { continue }
            let part = try times(entry, try determinant(MatrixAlgebra.minor(rows, 0, column)))
            total =
                try column % 2 == 0
                ? builder.add(total, part) : builder.subtract(total, part)
        }
        return total
    }
}
