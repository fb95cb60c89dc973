/// One field of a mapping in a family file: what the reader looks for and what editors are told.
package struct FamilyField: Hashable, Sendable {
    /// What a field's value looks like.
    package indirect enum Shape: Hashable, Sendable {
        /// Text that is not empty.
        case text
        /// One of these words.
        case words([String])
        /// A whole number within bounds.
        case whole(ClosedRange<Int>)
        /// 12, 2.50 or 3/4.
        case number
        /// Arithmetic with names.
        case formula
        /// Two formulas with a relation between them.
        case condition
        /// A sentence with places for values.
        case template
        case list(Shape, atLeast: Int)
        /// One alone, or a list of them.
        case loneOrList(Shape)
        /// A mapping with these fields.
        case fields(FamilyTable)
        /// A mapping from a slot's name to the slot.
        case slots
        /// A mapping from a slot's name to its value.
        case values
    }

    package var name: String
    package var shape: Shape
    package var isRequired: Bool
    /// One sentence for whoever writes the file.
    package var note: String

    init(_ name: String, _ shape: Shape, required isRequired: Bool = false, _ note: String) {
        self.name = name
        self.shape = shape
        self.isRequired = isRequired
        self.note = note
    }
}
