package marginlab.file.array;

import java.nio.ByteBuffer;

/** What one number of a stored array is. */
public enum Element {
    FLOAT16(2) {
        @Override
        float next(ByteBuffer in) {
            return ofHalf(in.getShort());
        }
    },
    BFLOAT16(2) {
        @Override
        float next(ByteBuffer in) {
            return Float.intBitsToFloat(in.getShort() << 16);
        }
    },
    FLOAT32(4) {
        @Override
        float next(ByteBuffer in) {
            return in.getFloat();
        }
    },
    FLOAT64(8) {
        @Override
        float next(ByteBuffer in) {
            return (float) in.getDouble();
        }
    },
    INT64(8) {
        @Override
        float next(ByteBuffer in) {
            return in.getLong();
        }
    };

    private static final int HALF_FRACTION = 10;

    private final int bytes;

    Element(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /** The number at the buffer's position, rounded to float32. */
    abstract float next(ByteBuffer in);

    /** A number of IEEE 754's binary16: a sign, five bits of exponent, ten of fraction. */
    static float ofHalf(short bits) {
        int exponent = bits >> HALF_FRACTION & 0x1F;
        int fraction = bits & 0x3FF;
        float size;
        if (exponent == 0) {
            size = fraction * 0x1p-24f;
        } else if (exponent == 0x1F) {
            size = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            size = Math.scalb(1 + fraction * 0x1p-10f, exponent - 15);
        }
        return bits < 0 ? -size : size;
    }
}
