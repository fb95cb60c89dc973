internal import Glibc

/// The folder for what is kept between runs and can be lost without harm.
package enum CacheFolder {
    /// `LYDITE_CACHE`, else `lydite` in `XDG_CACHE_HOME` or in the user's `.cache`.
    ///
    /// - Returns: Nil where `LYDITE_CACHE` is empty, or where there is no home.
    package static func path() -> String? {
        if let named = variable("LYDITE_CACHE") { return named.isEmpty ? nil : named }
        if let base = variable("XDG_CACHE_HOME"), !base.isEmpty { return base + "/lydite" }
        guard let home = variable("HOME"), !home.isEmpty else { return nil }
        return home + "/.cache/lydite"
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
