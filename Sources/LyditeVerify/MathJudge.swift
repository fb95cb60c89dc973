package import LyditeCore
internal import LyditeMath

/// Judges candidates of math problems: the final answer, and every equation on the way.
package struct MathJudge: Sendable {
    private let extraction: ExtractionMode

    /// - Parameter isStrict: Take an answer only where it is stated as one, never from a conclusion in prose.
    package init(isStrict: Bool = false) { extraction = isStrict ? .strict : .full }

    /// Judges a whole response.
    package func judge(_ check: AnswerCheck, response: [UInt8]) -> Judgement {
        judge(check) { spec in
            let result = MathChecker.check(
                gold: Array(check.gold.utf8), response: response, spec: spec, extraction: extraction
            )
            let equations = EquationChecker.check(response)
            var judgement = judgement(result)
            judgement.evidence = .record([
                "certificate": result.certificate.json, "equations": equations.json,
                "extractedFrom": result.pred.extractedFrom.map { .string($0) },
            ])
            if equations.wrong > 0 { judgement.reasoning = "wrong-step" }
            return judgement
        }
    }

    /// Judges an answer given as such.
    package func judge(_ check: AnswerCheck, answer: [UInt8]) -> Judgement {
        judge(check) { spec in
            let result = MathChecker.check(gold: Array(check.gold.utf8), pred: answer, spec: spec)
            var judgement = judgement(result)
            judgement.evidence = ["certificate": result.certificate.json]
            return judgement
        }
    }

    /// A row whose `spec` cannot be read is not the candidate's fault.
    private func judge(_ check: AnswerCheck, _ decide: (AnswerSpec) -> Judgement) -> Judgement {
        do throws(SpecError) {
            guard let json = check.spec else { return decide(.plain) }
            return decide(try AnswerSpec(json: json))
        } catch {
            return Judgement(verdict: .undecided(.badRow), detail: error.description)
        }
    }

    private func judgement(_ result: MathVerdict) -> Judgement {
        let hasAnswer = result.verdict != .incorrect(.noAnswer) && !result.pred.text.isEmpty
        return Judgement(
            verdict: result.verdict, detail: result.detail,
            candidate: hasAnswer ? result.pred.text : nil)
    }
}
