/// A conversation with a running program: frames to its descriptor 3, frames back from its
/// descriptor 4.
///
/// A frame is a 32-bit little-endian length and that many bytes. The program answers each request
/// with exactly one frame; anything else ends the run as a violation.
package protocol Dialogue: Sendable {
    /// Called first with nil, then with each whole frame that the program wrote on its result
    /// channel.
    mutating func next(after reply: [UInt8]?) -> DialogueStep
}

package enum DialogueStep: Sendable {
    case send([UInt8])
    /// Close the request channel and let the program end.
    case finish
    /// The reply breaks the protocol: kill the run.
    case abort
}

/// The dialogue of a run that has none.
struct NoDialogue: Dialogue {
    mutating func next(after reply: [UInt8]?) -> DialogueStep { .finish }
}
