package marginlab.command.context;

import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a few values by the label that files and tables have for it. */
public record LabelConverter<E>(E[] values, Function<E, String> label) implements ITypeConverter<E> {
    @Override
    public E convert(String text) {
        return Stream.of(values)
                .filter(value -> label.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + Stream.of(values).map(label).collect(Collectors.joining(", "))));
    }
}
