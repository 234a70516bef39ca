package marginlab.store.query;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A time as a person says it, which lasts as long as it was said exactly: {@code yesterday} is a day, {@code 2026-11-30T14:02} a
 * minute, {@code 2h}, which is two hours ago, a moment.
 *
 * @param from its first moment
 * @param until the first moment after it
 */
record TimeSpan(Instant from, Instant until) {
    static final String EXPECTED = "today, yesterday, a weekday, a date such as 2026-11-30, a time such as"
            + " 2026-11-30T14:02, or how long ago, such as 2h or 3d";

    /** Reads one; empty for another text. */
    static Optional<TimeSpan> of(String text, Clock clock) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        LocalDate today = LocalDate.now(clock);
        try {
            return switch (word) {
                case "now" -> Optional.of(at(clock.instant()));
                case "today" -> Optional.of(day(today, clock));
                case "yesterday" -> Optional.of(day(today.minusDays(1), clock));
                default ->
                    weekday(word, today, clock)
                            .or(() -> date(word, clock))
                            .or(() -> LengthOfTime.seconds(word)
                                    .map(ago -> at(clock.instant().minus(Duration.ofMillis(Math.round(ago * 1000))))));
            };
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<TimeSpan> weekday(String word, LocalDate today, Clock clock) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .map(day -> day(today.with(TemporalAdjusters.previousOrSame(day)), clock));
    }

    private static Optional<TimeSpan> date(String word, Clock clock) {
        if (word.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return Optional.of(day(LocalDate.parse(word), clock));
        }
        if (word.matches("\\d{4}-\\d{2}-\\d{2}[t ]\\d{2}:\\d{2}(:\\d{2})?")) {
            LocalDateTime time = LocalDateTime.parse(word.replace(' ', 't').toUpperCase(Locale.ROOT));
            ZonedDateTime from = time.atZone(clock.getZone());
            boolean hasSeconds = word.length() > "2026-11-30t14:02".length();
            return Optional.of(new TimeSpan(
                    from.toInstant(),
                    from.plus(1, hasSeconds ? ChronoUnit.SECONDS : ChronoUnit.MINUTES)
                            .toInstant()));
        }
        return Optional.empty();
    }

    private static TimeSpan at(Instant moment) {
        return new TimeSpan(moment, moment.plusNanos(1));
    }

    private static TimeSpan day(LocalDate day, Clock clock) {
        return new TimeSpan(
                day.atStartOfDay(clock.getZone()).toInstant(),
                day.plusDays(1).atStartOfDay(clock.getZone()).toInstant());
    }
}
