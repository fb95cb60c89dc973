import LyditeCore
import LyditeProblems
import Support
import Testing

@testable import LyditeSampling

/// The configuration of a run and its prompt files: what is wrong is told with its line.
struct RunFileTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func faults(_ text: String) throws -> String {
        let path = try folder.write(text, as: "run.yaml")
        do {
            _ = try RunFile.read(path)
            return ""
        } catch {
            return error.description.replacing(folder.path + "/", with: "")
        }
    }

    @Test(arguments: [
        (
            "rolouts: 3\n",
            #"run.yaml:1: the configuration has no field "rolouts"; did you mean "rollouts"?"#
        ),
        (
            "seed: 1\nsampling:\n  temprature: 1\n",
            #"run.yaml:3: sampling has no field "temprature"; did you mean "temperature"?"#
        ),
        ("sampling: {n: 0}\n", #"run.yaml:1: n is "0"; a whole number from 1 to 128 was expected"#),
        ("sampling: {seed: yes}\n", #"run.yaml:1: seed is "yes"; true or false was expected"#),
        ("budget: -1\n", #"budget is "-1"; an amount of money"#),
        ("endpoints:\n- url: ftp://x\n  models: m\n", "run.yaml:2: the url is no address of HTTP"),
        ("endpoints:\n- {url: 'http://u:p@x/v1', models: m}\n", "holds a name or a password"),
        ("endpoints:\n- {url: 'http://x/v1?key=1', models: m}\n", "has a query"),
        ("endpoints:\n- {url: 'http://x/v1'}\n", "run.yaml:2: the endpoint has no models"),
        (
            "endpoints:\n- {url: 'http://x/v1', models: m, key_env: LYDITE_NO_SUCH_KEY}\n",
            "no variable LYDITE_NO_SUCH_KEY"
        ),
        (
            "endpoints:\n- {url: 'http://x/v1', models: m, key_file: /nowhere/key}\n",
            "/nowhere/key does not exist"
        ),
        (
            "endpoints:\n- {url: 'http://x/v1', models: m, headers: {Authorization: 'Bearer x'}}\n",
            "carries a secret"
        ),
        (
            "endpoints:\n- {url: 'http://x/v1', models: m, headers: {X-A: \"a\\nX-B: c\"}}\n",
            "is no header"
        ),
        (
            "endpoints:\n- {url: 'http://x/v1', models: m, body: {stream: true}}\n",
            #"body sets "stream""#
        ),
        (
            "endpoints:\n- {url: 'http://x/v1', models: [{name: m, wieght: 2}]}\n",
            #"did you mean "weight"?"#
        ),
        (
            "endpoints:\n- {url: 'http://x/v1', models: m}\n- {url: 'http://y/v1', models: [{name: m, weight: 2}]}\n",
            "run.yaml:3: the model m has another weight or price before"
        ),
        ("prompts: [none.yaml]\n", "none.yaml does not exist"),
        ("seed: [\n", "run.yaml:"),
    ])
    func `a wrong field is told with its line and what was expected`(text: String, told: String)
        throws
    {
        let faults = try faults(text)
        #expect(faults.contains(told), "\(faults)")
    }

    @Test(arguments: [
        (
            "user: 'Say {statment}'\n",
            #"prompt.yaml:1: there is no name "statment"; did you mean {statement}?"#
        ),
        ("user: |\n  {statement}\n  in {langauge}\n", "prompt.yaml:3: there is no name"),
        ("user: 'Say it'\n", "prompt.yaml:1: the user turn does not mention {statement}"),
        ("user: '{statement'\n", "a brace that is never closed, or opened"),
        ("user: '{statement} }'\n", "a brace itself is written {{ or }}"),
        ("system: x\n", "prompt.yaml:1: the prompt has no user turn"),
        ("user: '{statement}'\nexamples: [{user: a}]\n", "prompt.yaml:2: the example lacks a side"),
        ("user: '{statement}'\ndimensions: {persona: []}\n", "persona is a list"),
        ("user: '{statement}'\ndimensions: {topic: [a]}\n", "has a taken name"),
        ("user: '{statement}'\nfor: maths\n", "one of any, answer, code was expected"),
        ("usr: '{statement}'\n", #"did you mean "user"?"#),
    ])
    func `a wrong prompt is told with its line`(text: String, told: String) throws {
        _ = try folder.write(text, as: "prompt.yaml")
        let faults = try faults("prompts: [prompt.yaml]\n")
        #expect(faults.contains(told), "\(faults)")
    }

    @Test func `a prompt is filled in, by the seed alone`() throws {
        _ = try folder.write(
            """
            system: You are {persona}.
            examples:
            - {user: "1 + 1?", assistant: "2"}
            user: "{statement} {{exactly}} ({difficulty})"
            dimensions:
              persona: [a teacher, a clerk, a pupil]
              difficulty: [plain, hard]
            chat: {user: "U: {content}\\n", assistant: "A: {content}\\n", start: "A:"}
            """, as: "prompt.yaml")
        let file = try RunFile.read(try folder.write("prompts: [prompt.yaml]\n", as: "run.yaml"))
        let problem = Problem(
            id: "a", statement: "Sum {x}?", check: .answer(AnswerCheck(gold: "2")), topic: "t",
            origin: .init(isReal: true, source: "s", licence: "l"))
        let prompts = (0..<60).map {
            file.models.prompts.prompt(for: problem, seed: 3, block: $0)
        }
        #expect(prompts[0].turns.map(\.role) == [.system, .user, .assistant, .user])
        #expect(prompts[0].turns[3].content.hasPrefix("Sum {x}? {exactly} ("))
        #expect(prompts[0].text.contains("U: 1 + 1?\nA: 2\nU: Sum {x}?"))
        #expect(prompts[0].text.hasSuffix("A:"))
        #expect(Set(prompts.map { $0.turns[0].content + $0.turns[3].content }).count == 6)
        #expect(prompts[0].provenance.map(\.key) == ["prompt", "persona", "difficulty"])
        #expect(prompts[5] == file.models.prompts.prompt(for: problem, seed: 3, block: 5))
        let other = (0..<60).map { file.models.prompts.prompt(for: problem, seed: 4, block: $0) }
        #expect(other != prompts)
    }

    @Test func `a comment leaves a prompt's digest as it is, and a word changes it`() throws {
        let texts = [
            "user: '{statement}'\n", "# why\nuser: '{statement}'\n", "user: '{statement} '\n",
        ]
        let digests = try texts.map { text in
            try PromptReader.read(try folder.write(text, as: "prompt.yaml")).digest
        }
        #expect(digests[0] == digests[1])
        #expect(digests[0] != digests[2])
    }

    @Test func `a key shows itself to nobody`() throws {
        let path = try folder.write("sk-hidden\n", as: "key")
        let key = try EndpointKey(file: path, header: nil)
        #expect("\(key)" == "key")
        #expect(String(reflecting: key) == "key")
        #expect(key.masked("wrong: sk-hidden, sk-hidden") == "wrong: ***, ***")
        #expect(throws: EndpointKeyError.self) {
            try EndpointKey(file: try folder.write("two\nlines\n", as: "bad"), header: nil)
        }
    }
}
