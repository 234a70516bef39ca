package marginlab.file.pickle;

/** The instructions of Python's pickle that a verification file or a file of PyTorch may hold: data, lists, tuples, dictionaries, and calls to be checked. */
public enum PickleOpcode {
    MARK('('),
    STOP('.'),
    POP('0'),
    POP_MARK('1'),
    DUP('2'),
    FLOAT('F'),
    BINFLOAT('G'),
    INT('I'),
    LONG('L'),
    BININT('J'),
    BININT1('K'),
    BININT2('M'),
    NONE('N'),
    REDUCE('R'),
    STRING('S'),
    BINSTRING('T'),
    SHORT_BINSTRING('U'),
    UNICODE('V'),
    BINUNICODE('X'),
    APPEND('a'),
    BUILD('b'),
    GLOBAL('c'),
    INST('i'),
    EMPTY_TUPLE(')'),
    APPENDS('e'),
    GET('g'),
    BINGET('h'),
    LONG_BINGET('j'),
    EMPTY_LIST(']'),
    PUT('p'),
    BINPUT('q'),
    LONG_BINPUT('r'),
    TUPLE('t'),
    LIST('l'),
    PROTO(0x80),
    TUPLE1(0x85),
    TUPLE2(0x86),
    TUPLE3(0x87),
    NEWTRUE(0x88),
    NEWFALSE(0x89),
    LONG1(0x8a),
    LONG4(0x8b),
    BINBYTES('B'),
    SHORT_BINBYTES('C'),
    SHORT_BINUNICODE(0x8c),
    BINBYTES8(0x8e),
    STACK_GLOBAL(0x93),
    MEMOIZE(0x94),
    FRAME(0x95),
    BYTEARRAY8(0x96),
    PERSID('P'),
    BINPERSID('Q'),
    DICT('d'),
    EMPTY_DICT('}'),
    SETITEM('s'),
    SETITEMS('u'),
    NEWOBJ(0x81);

    private static final PickleOpcode[] BY_CODE = new PickleOpcode[256];

    static {
        for (PickleOpcode opcode : values()) {
            BY_CODE[opcode.code] = opcode;
        }
    }

    private final int code;

    PickleOpcode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The instruction of a byte, or null. */
    static PickleOpcode of(int code) {
        return BY_CODE[code];
    }
}
