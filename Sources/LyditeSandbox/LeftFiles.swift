internal import Synchronization

/// What a run left in its box: plain files at its top.
///
/// All or none: there are none where the box holds a folder, a link, more than 64 files or more than 32 MiB.
package final class LeftFiles: Sendable {
    private let state = Mutex<[SandboxFile]>([])

    package init() {}

    package var files: [SandboxFile] { state.withLock { $0 } }

    func take(_ files: [SandboxFile]) { state.withLock { $0 = files } }
}
