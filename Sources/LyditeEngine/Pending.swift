internal import LyditeCore
internal import LyditeProblems
internal import LyditeSandbox
struct CodeCaseError: Error, CustomStringConvertible { var description: String { "x" } }
struct CodeCaseMaker { init(sandbox: any Sandbox, home: String) {}
  func check(for: RenderedCodeProblem, seed: Int) async throws(CodeCaseError) -> (check: Check, proof: JSON) { throw CodeCaseError() } }
struct ProgramSampler { init(sandbox: any Sandbox, home: String) {}
  func texts(reference: String, submissions: [String], count: Int, seed: UInt64, parent: Digest) async throws -> [String] { [] } }
extension CodeProblem { var digest: Digest { Digest(of: []) } }
