extension ExpressionParser {
    /// The function name that stands at `place`, as letters, as a command or in \operatorname.
    func functionName(_ place: Int) -> (String, Int)? {
        guard place < end else { return nil }
        if isAsciiLetter(text[place]) {
            guard let (name, length) = MathNames.function(text.slice(place..<end)) else {
                return nil
            }
            return (name, place + length)
        }
        var start = place
        if text.has("\\operatorname", at: place) {
            start = place + 13
            while start < end, text[start] == 0x20 || text[start] == UInt8(ascii: "*") {
                start += 1
            }
            guard start < end, text[start] == UInt8(ascii: "{"),
                let close = text.closingBrace(of: start, before: end)
            else { return nil }
            let inside = text.trimmed(start + 1..<close)
            guard let (name, length) = MathNames.function(text.slice(inside)),
                length == inside.count
            else { return nil }
            return (name, close + 1)
        }
        guard text[place] == UInt8(ascii: "\\") || text[place] == AnswerNormalizer.Mark.text else {
            return nil
        }
        start = place + 1
        var stop = start
        while stop < end, isAsciiLetter(text[stop]) { stop += 1 }
        guard let (name, length) = MathNames.function(text.slice(start..<stop)),
            length == stop - start
        else { return nil }
        return (name, stop)
    }

    mutating func command(_ depth: Int) throws(Failure) -> Int32 {
        var stop = at + 1
        while stop < end, isAsciiLetter(text[stop]) { stop += 1 }
        let name = String(decoding: text.slice(at + 1..<stop), as: UTF8.self)
        switch name {
        case "frac":
            at = stop
            if let variable = differential() { return try derivative(variable, depth) }
            // dy/dx is no quotient of products.
            if isDifferentialQuotient { throw .foreign }
            let top = try argument(depth + 1)
            let bottom = try argument(depth + 1)
            return try builder.divide(top, bottom)
        case "binom":
            at = stop
            let top = try argument(depth + 1)
            return try binomial(top, try argument(depth + 1))
        case "lfloor", "lceil": return try rounded(stop, isFloor: name == "lfloor", depth)
        case "sum", "prod": return try series(stop, isSum: name == "sum", depth)
        case "int": return try integral(stop, depth)
        case "begin": return try determinant(depth)
        case "lim":
            at = stop
            return try limit(depth)
        case "pi":
            at = stop
            return try builder.node(.pi)
        case "vec", "hat", "bar", "tilde", "overline", "dot":
            at = stop
            skip()
            guard at + 2 < end, text[at] == UInt8(ascii: "{"), isAsciiLetter(text[at + 1]),
                text[at + 2] == UInt8(ascii: "}")
            else { throw .foreign }
            let decorated = Array(name.utf8) + [0x20, text[at + 1]]
            at += 3
            return try symbol(decorated)
        default: break
        }
        if let (function, stop) = functionName(at) {
            at = stop
            return try self.function(function, depth)
        }
        guard MathNames.isGreek(name) else { throw .foreign }
        // \Delta x is one name.
        if name == "Delta", stop + 1 < end { throw .foreign }
        at = stop
        return try symbol(Array(name.utf8))
    }

    /// What stood in \text or \mathrm: a constant or a function, never a product of letters.
    mutating func word(_ depth: Int) throws(Failure) -> Int32 {
        if let (name, stop) = functionName(at) {
            at = stop
            return try function(name, depth)
        }
        guard at + 1 < end, isAsciiLetter(text[at + 1]),
            at + 2 >= end || !isLetter(text[at + 2])
        else { throw .foreign }
        let letter = text[at + 1]
        guard letter == UInt8(ascii: "e") || letter == UInt8(ascii: "i") else { throw .foreign }
        at += 2
        // The blank that ends the words is not there in \mathrm{e}^x.
        return try symbol([letter])
    }

    /// Functions that nobody gives two arguments.
    private static let takesOne: Set<String> = [
        "sin", "cos", "tan", "cot", "sec", "csc", "floor", "ceil", "abs", "exp", "ln", "sinh",
        "cosh", "tanh",
    ]

    private mutating func rounded(
        _ stop: Int, isFloor: Bool, _ depth: Int
    ) throws(Failure) -> Int32 {
        at = stop
        let inside = try expression(.sum, depth + 1)
        skip()
        guard text.has(isFloor ? "\\rfloor" : "\\rceil", at: at) else { throw .foreign }
        at += isFloor ? 7 : 6
        return try isFloor ? builder.call(.floor, inside) : ceiling(inside)
    }

    private mutating func ceiling(_ x: Int32) throws(Failure) -> Int32 {
        try builder.negate(try builder.call(.floor, try builder.negate(x)))
    }

    /// A function after its name: subscript, power, argument.
    mutating func function(_ name: String, _ depth: Int) throws(Failure) -> Int32 {
        guard depth < MathLimits.depth else { throw .tooLarge }
        skip()
        if name == "sqrt" { return try squareRoot(depth) }
        if ["min", "max", "gcd", "lcm", "binom"].contains(name) {
            return try several(name, depth)
        }
        var base: Int32?
        if name == "log", at < end, text[at] == UInt8(ascii: "_") {
            at += 1
            base = try argument(depth + 1)
            skip()
        }
        var power: Int32?
        if at < end, text[at] == UInt8(ascii: "^") {
            at += 1
            skip()
            power = try exponentOfFunction(depth)
            if name == "log", base == nil, at < end, text[at] == UInt8(ascii: "_") {
                at += 1
                base = try argument(depth + 1)
            }
        }
        let wasAngle = isAngle
        isAngle = ["sin", "cos", "tan", "cot", "sec", "csc"].contains(name)
        let argument: Int32
        do {
            argument = try functionArgument(depth)
        } catch {
            if text.has(",", at: at), ExpressionParser.takesOne.contains(name) {
                hasExtraArgument = true
            }
            throw error
        }
        isAngle = wasAngle
        if let power, builder.number(power) == Rational(-1) {
            guard
                let inverse = ["sin", "cos", "tan", "cot", "sinh", "cosh", "tanh"]
                    .first(where: { $0 == name })
            else { throw .foreign }
            return try apply("a" + inverse, argument, nil)
        }
        let value = try apply(name, argument, base)
        guard let power else { return value }
        return try builder.power(value, power)
    }

    /// \sin^2 x and \sin^{-1} x: only the very next token is the power.
    private mutating func exponentOfFunction(_ depth: Int) throws(Failure) -> Int32 {
        guard at < end else { throw .foreign }
        if text[at] == UInt8(ascii: "-"), at + 1 < end, text[at + 1] == UInt8(ascii: "1") {
            at += 2
            return try builder.number(-1)
        }
        return try argument(depth + 1)
    }

    /// A group, or the factors up to the next operator or function name.
    private mutating func functionArgument(_ depth: Int) throws(Failure) -> Int32 {
        skip()
        guard at < end else { throw .foreign }
        if text[at] == UInt8(ascii: "(") || text[at] == UInt8(ascii: "{")
            || text[at] == UInt8(ascii: "[")
        {
            let isParenthesis = text[at] == UInt8(ascii: "(")
            let close: UInt8 =
                isParenthesis ? 0x29 : text[at] == UInt8(ascii: "{") ? 0x7D : 0x5D
            let value = try group(close, depth)
            skip()
            // "sin (x+1)^2" is written for both readings only with a blank; "\sin(x)^2" is not.
            return value
        }
        if let (inner, stop) = functionName(at), inner != "sqrt" {
            at = stop
            return try function(inner, depth + 1)
        }
        var value = try expression(.power, depth + 1)
        while true {
            skip()
            guard at < end else { return value }
            if text[at] == UInt8(ascii: "/") {
                guard functionName(at + 1) != nil else { throw .foreign }
                return value
            }
            if text[at] == UInt8(ascii: "*") {
                // "ln 2*x" has two readings, "cos t * sin t" has one.
                var next = at + 1
                while next < end, text[next] == 0x20 { next += 1 }
                guard
                    functionName(next) != nil || text.has("\\frac", at: next)
                        || builder.number(value) == nil
                else { throw .foreign }
                return value
            }
            guard startsOperand(at), functionName(at) == nil || text.has("\\sqrt", at: at) else {
                return value
            }
            // "\sin x(x+1)" has two readings.
            if text[at] == UInt8(ascii: "(") { throw .foreign }
            if isDigit(text[at]) { throw .foreign }
            value = try builder.multiply(value, try expression(.power, depth + 1))
        }
    }

    private mutating func squareRoot(_ depth: Int) throws(Failure) -> Int32 {
        var degree = 2
        if at < end, text[at] == UInt8(ascii: "[") {
            let index = try group(UInt8(ascii: "]"), depth)
            skip()
            guard let value = builder.number(index) else {
                // The theta-th root is a power.
                let inside = try argument(depth + 1)
                return try builder.power(
                    inside, try builder.divide(try builder.number(1), index))
            }
            guard let number = value.intValue else { throw .foreign }
            degree = number
        }
        guard at < end else { throw .foreign }
        let inside: Int32
        if isDigit(text[at]) {
            // √12 and \sqrt12 mean the whole number as models write it.
            var stop = at
            while stop < end, isDigit(text[stop]) || text[stop] == UInt8(ascii: ".") { stop += 1 }
            guard let value = Rational(decimal: text.slice(at..<stop)) else { throw .foreign }
            at = stop
            inside = try builder.number(value)
        } else if text[at] == UInt8(ascii: "(") {
            inside = try group(UInt8(ascii: ")"), depth)
        } else {
            inside = try argument(depth + 1)
        }
        return try builder.root(inside, degree)
    }

    private mutating func several(_ name: String, _ depth: Int) throws(Failure) -> Int32 {
        skip()
        guard at < end,
            text[at] == UInt8(ascii: "(") || text[at] == AnswerNormalizer.Mark.setOpen
                || text[at] == UInt8(ascii: "{")
        else { throw .foreign }
        let close: UInt8 =
            text[at] == 0x28
            ? 0x29
            : text[at] == AnswerNormalizer.Mark.setOpen
                ? AnswerNormalizer.Mark.setClose : 0x7D
        var items: [Int32] = []
        repeat {
            at += 1
            items.append(try expression(.sum, depth + 1))
            skip()
        } while at < end && text[at] == UInt8(ascii: ",") && items.count < MathLimits.items
        guard at < end, text[at] == close else { throw .foreign }
        at += 1
        if name == "binom" {
            guard items.count == 2 else { throw .foreign }
            return try binomial(items[0], items[1])
        }
        var value = items[0]
        if items.count == 1, name == "gcd" || name == "lcm", let one = builder.number(value) {
            return try builder.number(one.magnitude)
        }
        if name == "min" || name == "max", items.count > 2, builder.hasVariables {
            return try extreme(of: items, name)
        }
        for item in items.dropFirst() {
            value =
                try name == "gcd" || name == "lcm"
                ? divisor(value, item, isMultiple: name == "lcm")
                : extreme(value, item, isLarger: name == "max")
        }
        return value
    }

    /// One name for all orders of the items: they are the roots of one polynomial.
    private mutating func extreme(of items: [Int32], _ name: String) throws(Failure) -> Int32 {
        let letter = try builder.variable(Expression.opaqueMark + Array("item".utf8))
        var product = try builder.number(1)
        for item in items {
            product = try builder.multiply(product, try builder.subtract(letter, item))
        }
        return try builder.apply(Expression.opaqueMark + Array(name.utf8), product)
    }

    private mutating func divisor(
        _ x: Int32, _ y: Int32, isMultiple: Bool
    ) throws(Failure) -> Int32 {
        guard let a = builder.number(x), let b = builder.number(y),
            let common = Rational.gcd(a, b)
        else { throw .foreign }
        if !isMultiple { return try builder.number(common) }
        guard let part = a.divided(by: common) else { return try builder.number(0) }
        guard part.bitCount + b.bitCount <= MathLimits.bits else { throw .tooLarge }
        return try builder.number((part * b).magnitude)
    }

    /// (a + b ± |a - b|) / 2
    private mutating func extreme(
        _ x: Int32, _ y: Int32, isLarger: Bool
    ) throws(Failure) -> Int32 {
        if let a = builder.number(x), let b = builder.number(y) {
            return (a < b) == isLarger ? y : x
        }
        let distance = try builder.call(.abs, try builder.subtract(x, y))
        let sum = try builder.add(x, y)
        let twice =
            try isLarger ? builder.add(sum, distance) : builder.subtract(sum, distance)
        return try builder.divide(twice, try builder.number(2))
    }

    /// The value of a function in terms of the few that the ladder knows.
    private mutating func apply(
        _ name: String, _ x: Int32, _ base: Int32?
    ) throws(Failure) -> Int32 {
        switch name {
        case "sin": return try builder.call(.sin, x)
        case "cos": return try builder.call(.cos, x)
        case "tan": return try builder.call(.tan, x)
        case "asin": return try builder.call(.asin, x)
        case "acos": return try builder.call(.acos, x)
        case "atan": return try builder.call(.atan, x)
        case "cot":
            return try builder.divide(try builder.call(.cos, x), try builder.call(.sin, x))
        case "sec": return try reciprocal(try builder.call(.cos, x))
        case "csc": return try reciprocal(try builder.call(.sin, x))
        case "ln": return try builder.log(x)
        case "exp": return try builder.exp(x)
        case "abs": return try builder.call(.abs, x)
        case "floor": return try builder.call(.floor, x)
        case "ceil": return try ceiling(x)
        case "cbrt": return try builder.root(x, 3)
        case "log", "lg":
            if base == nil, name == "log" {
                return try builder.divide(
                    try builder.log(x), try builder.variable(Expression.anyBase))
            }
            let foot: Int32
            if let base { foot = base } else { foot = try builder.number(10) }
            if let a = builder.number(x), let b = builder.number(foot), b.sign > 0, b != .one,
                let exact = a.logarithm(base: b)
            {
                return try builder.number(exact)
            }
            return try builder.divide(try builder.log(x), try builder.log(foot))
        default: return try hyperbolic(name, x)
        }
    }

    private mutating func reciprocal(_ x: Int32) throws(Failure) -> Int32 {
        try builder.divide(try builder.number(1), x)
    }

    private mutating func hyperbolic(_ name: String, _ x: Int32) throws(Failure) -> Int32 {
        let one = try builder.number(1)
        switch name {
        case "asinh", "acosh":
            let square = try builder.power(x, try builder.number(2))
            let shifted =
                try name == "asinh"
                ? builder.add(square, one) : builder.subtract(square, one)
            return try builder.log(try builder.add(x, try builder.root(shifted, 2)))
        case "atanh":
            let ratio = try builder.divide(
                try builder.add(one, x), try builder.subtract(one, x))
            return try builder.divide(try builder.log(ratio), try builder.number(2))
        case "acot":
            throw .foreign
        case "asec": return try builder.call(.acos, try reciprocal(x))
        case "acsc": return try builder.call(.asin, try reciprocal(x))
        default: break
        }
        let up = try builder.exp(x)
        let down = try builder.exp(try builder.negate(x))
        let sum = try builder.add(up, down)
        let difference = try builder.subtract(up, down)
        let two = try builder.number(2)
        switch name {
        case "sinh": return try builder.divide(difference, two)
        case "cosh": return try builder.divide(sum, two)
        case "tanh": return try builder.divide(difference, sum)
        case "coth": return try builder.divide(sum, difference)
        case "sech": return try builder.divide(two, sum)
        case "csch": return try builder.divide(two, difference)
        default: throw .foreign
        }
    }
}
