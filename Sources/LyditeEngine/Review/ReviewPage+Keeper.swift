/// What a page says and does to keep marks.
extension ReviewPage.Keeper {
    var advice: String {
        switch self {
        case .browser:
            ", <b>s</b> to save. Then read the saved file with <code>lydite review --marks FILE</code>."
        case .server: ". Each mark is stored at once; end with Ctrl-C where the page was started."
        }
    }

    var button: String {
        switch self {
        case .browser: "<button id=\"save\">save (s)</button>"
        case .server: ""
        }
    }

    /// `recall`, `keep` and, where there is something to save, `save`.
    var script: String {
        switch self {
        case .browser(let name): Self.local(name)
        case .server: Self.sending
        }
    }

    private static func local(_ name: String) -> String {
        """
        'use strict';
        const key = 'lydite-review-\(name)';
        const lost = 'marks cannot be kept here: save them';
        function recall() {
          try { Object.assign(marks, JSON.parse(localStorage.getItem(key) || '{}')); } catch (e) { note(lost); }
        }
        function keep() { try { localStorage.setItem(key, JSON.stringify(marks)); } catch (e) { note(lost); } }
        function save() {
          const lines = rows.filter(r => r.trace in marks).map(r => JSON.stringify({trace: r.trace, right: marks[r.trace]}));
          const link = document.createElement('a');
          link.href = URL.createObjectURL(new Blob([lines.join('\\n') + '\\n'], {type: 'application/jsonl'}));
          link.download = 'marks.jsonl';
          link.click();
          note(lines.length + ' marks saved as marks.jsonl');
        }
        """
    }

    /// One request after the other, so that the last word on a row is the one that stays.
    private static let sending = """
        'use strict';
        const unsent = new Set();
        let isSending = false;
        function recall() {}
        function keep(trace) { unsent.add(trace); send(); }
        async function send() {
          if (isSending) return;
          isSending = true;
          for (const trace of unsent) {
            const right = trace in marks ? marks[trace] : null;
            try {
              const answer = await fetch('marks', {method: 'POST', headers: {'Content-Type': 'application/json'},
                body: JSON.stringify({trace, right})});
              if (!answer.ok) throw new Error((await answer.json()).error);
              if ((trace in marks ? marks[trace] : null) === right) unsent.delete(trace);
              note('stored');
            } catch (e) { note('not stored: ' + e.message + '; the next mark tries again'); break; }
          }
          isSending = false;
        }
        addEventListener('beforeunload', e => { if (unsent.size > 0) e.preventDefault(); });
        """
}
