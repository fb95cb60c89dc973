internal import Glibc

/// What the machine offers.
enum Machine {
    /// Cores that are online: the default number of workers.
    static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
