"""The special methods whose call can be passed on from tests to a candidate's object."""

SPECIAL = frozenset("__%s__" % name for name in (
    "lt le gt ge eq hash bool len length_hint getitem setitem delitem missing iter next reversed contains "
    "call str repr format bytes int float complex index round trunc floor ceil neg pos abs invert enter "
    "exit aenter aexit aiter anext await add sub mul matmul truediv floordiv mod divmod pow lshift rshift "
    "and xor or radd rsub rmul rmatmul rtruediv rfloordiv rmod rdivmod rpow rlshift rrshift rand rxor ror "
    "iadd isub imul imatmul itruediv ifloordiv imod ipow ilshift irshift iand ixor ior").split())
