/// Versions that are part of what a run stores.
public enum Version {
    /// The version of Lydite itself.
    public static let lydite = "0.1.0"
    /// The version of the verifier; a change that may change a verdict raises it.
    public static let verifier = "lydite-0.1.0"
}
