internal import LyditeCore

/// A page on which a person marks labels right or wrong.
enum ReviewPage {
    /// Where marks go.
    enum Keeper {
        /// They stay in the browser, under a name of the sample's own, until they are saved.
        case browser(String)
        /// Each is sent to where the page came from.
        case server
    }

    /// - Parameters:
    ///   - known: What the store has of earlier marks, as objects of trace, right and note.
    static func text(
        _ rows: [ReviewSample.Row], known: [JSON], keeping keeper: Keeper
    ) -> String {
        let items = rows.map { row -> JSON in
            [
                "trace": .string(row.trace.description), "problem": .string(row.problem),
                "topic": .string(row.topic), "statement": .string(row.statement),
                "key": .string(row.key), "text": .string(row.text),
                "verdict": .string(row.verdict.name), "answer": .string(row.answer),
            ]
        }
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Lydite review</title>
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <style>\(ReportStyle.text)
            button{font:inherit;padding:.4rem .9rem;margin:.2rem .3rem .2rem 0;border:1px solid var(--line);border-radius:.4rem;
            background:var(--card);color:var(--ink);cursor:pointer}button[aria-pressed=true]{outline:2px solid var(--a)}
            #bar{position:sticky;bottom:0;background:var(--paper);border-top:1px solid var(--line);padding:.6rem 0}
            progress{width:100%}</style></head><body>
            <h1>Is the label right?</h1>
            <p class="quiet">Right: the verdict is what you would say yourself. Wrong: it is not. Keys: <b>r</b> right,
            <b>w</b> wrong, <b>u</b> undo, <b>←</b> and <b>→</b> to go\(keeper.advice)</p>
            <main id="row"></main>
            <div id="bar"><progress id="done"></progress>
            <button id="right">right (r)</button><button id="wrong">wrong (w)</button><button id="undo">undo (u)</button>
            <button id="back">←</button><button id="next">→</button>\(keeper.button)
            <span id="note" class="quiet" role="status"></span></div>
            <script type="application/json" id="rows">\(embedded(.array(items)))</script>
            <script type="application/json" id="known">\(embedded(.array(known)))</script>
            <script>
            \(keeper.script)
            \(script)
            </script></body></html>

            """
    }

    /// JSON in a page: no text of it may end the script element or begin a comment.
    private static func embedded(_ json: JSON) -> String {
        String(
            decoding: json.text.utf8.flatMap { byte -> [UInt8] in
                byte == UInt8(ascii: "<") ? Array("\\u003c".utf8) : [byte]
            }, as: UTF8.self)
    }

    private static let script = """
        const rows = JSON.parse(document.getElementById('rows').textContent);
        const marks = {};
        for (const m of JSON.parse(document.getElementById('known').textContent)) marks[m.trace] = m.right;
        recall();
        let at = rows.findIndex(r => !(r.trace in marks));
        if (at < 0) at = 0;
        function note(text) { document.getElementById('note').textContent = text; }
        function block(name, text) {
          const box = document.createElement('div');
          const head = document.createElement('p'); head.className = 'quiet'; head.textContent = name;
          const body = document.createElement('pre'); body.textContent = text;
          box.append(head, body);
          return box;
        }
        function show() {
          const main = document.getElementById('row'), row = rows[at];
          main.textContent = '';
          const bar = document.getElementById('done');
          bar.max = rows.length; bar.value = rows.filter(r => r.trace in marks).length;
          if (!row) { main.append(block('there is nothing to mark', '')); return; }
          const label = document.createElement('p');
          label.className = row.verdict === 'correct' ? 'good' : 'bad';
          label.textContent = (at + 1) + ' of ' + rows.length + ': the label says ' + row.verdict;
          main.append(label, block(row.problem + ' (' + row.topic + ')', row.statement),
            block('key', row.key), block('answer', row.answer), block('whole text', row.text));
          for (const [id, value] of [['right', true], ['wrong', false]])
            document.getElementById(id).setAttribute('aria-pressed', marks[row.trace] === value);
        }
        function mark(value) { if (rows[at]) { marks[rows[at].trace] = value; keep(rows[at].trace); go(1); } }
        function undo() { if (rows[at]) { delete marks[rows[at].trace]; keep(rows[at].trace); show(); } }
        function go(by) { at = Math.max(0, Math.min(rows.length - 1, at + by)); show(); window.scrollTo(0, 0); }
        const actions = {r: () => mark(true), w: () => mark(false), u: undo, ArrowLeft: () => go(-1), ArrowRight: () => go(1)};
        if (document.getElementById('save')) actions.s = save;
        document.addEventListener('keydown', e => {
          if (e.ctrlKey || e.metaKey || e.altKey || !actions[e.key]) return;
          e.preventDefault(); actions[e.key]();
        });
        for (const [id, f] of [['right', actions.r], ['wrong', actions.w], ['undo', undo], ['back', actions.ArrowLeft],
          ['next', actions.ArrowRight], ['save', actions.s]]) document.getElementById(id)?.addEventListener('click', f);
        show();
        """
}
