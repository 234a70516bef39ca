package marginlab.file.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** An optional value as the value, or as a key that is left out. Of a document that is read, a key that
 * is absent leaves null in its place. */
final class OptionalJson implements TypeAdapterFactory {
    @Override
    public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        if (type.getRawType() == Optional.class) {
            TypeToken<?> content = TypeToken.get(((ParameterizedType) type.getType()).getActualTypeArguments()[0]);
            return adapter(gson.getAdapter(content), value -> ((Optional<?>) value).orElse(null), Optional::ofNullable);
        }
        if (type.getRawType() == OptionalDouble.class) {
            return adapter(
                    gson.getAdapter(Double.class),
                    value -> {
                        OptionalDouble number = (OptionalDouble) value;
                        return number.isPresent() ? number.getAsDouble() : null;
                    },
                    value -> value == null ? OptionalDouble.empty() : OptionalDouble.of((Double) value));
        }
        return null;
    }

    /** @param open the value, or null where there is none; {@code close} is its inverse */
    private static <T, C> TypeAdapter<T> adapter(
            TypeAdapter<C> content, Function<T, Object> open, Function<Object, Object> close) {
        return new TypeAdapter<>() {
            @Override
            public void write(JsonWriter out, T value) throws IOException {
                @SuppressWarnings("unchecked")
                C opened = (C) open.apply(value);
                if (opened != null) {
                    content.write(out, opened);
                    return;
                }
                // A writer that writes no nulls drops the key with the value.
                boolean nulls = out.getSerializeNulls();
                out.setSerializeNulls(false);
                out.nullValue();
                out.setSerializeNulls(nulls);
            }

            @Override
            @SuppressWarnings("unchecked")
            public T read(JsonReader in) throws IOException {
                return (T) close.apply(content.read(in));
            }
        };
    }
}
