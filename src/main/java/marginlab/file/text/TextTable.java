package marginlab.file.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import marginlab.problem.LineProblems;
import marginlab.problem.Problem;
import marginlab.problem.ProblemException;

/** A list in a text file, one entry a line, its fields separated by blanks or commas; one that holds some stands in quotes. */
public final class TextTable {
    private TextTable() {}

    /** Takes the fields of a line; lines count from 1. */
    public interface FieldsReader {
        void read(String place, String[] fields);
    }

    /** Reads all lines with as many fields as expected; empty ones are passed over, faulty ones told together. */
    public static void read(Path file, int fields, String expected, FieldsReader line) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            LineProblems faults = new LineProblems();
            for (String text = reader.readLine(); text != null && !faults.isFull(); text = reader.readLine()) {
                String place = file + ":" + ++number;
                String row = number == 1 ? text.replaceFirst("^\uFEFF", "") : text;
                faults.gather(() -> read(place, row, fields, expected, line));
            }
            faults.raise();
        } catch (NoSuchFileException e) {
            throw new ProblemException(new Problem(file.toString(), "no such file", "a list: " + expected), e);
        } catch (CharacterCodingException e) {
            throw new ProblemException(new Problem(file.toString(), "bytes that are no text", expected), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void read(String place, String text, int fields, String expected, FieldsReader line) {
        if (!text.isBlank()) {
            String[] parts = parts(place, text);
            if (parts.length != fields) {
                throw new ProblemException(new Problem(place, "\"" + text.strip() + "\"", expected));
            }
            line.read(place, parts);
        }
    }

    private static String[] parts(String place, String text) {
        try {
            return ListCells.betweenBlanksOrCommas(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new Problem(place, "\"" + text.strip() + "\"", e.getMessage()), e);
        }
    }

    public static int integer(String place, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ProblemException(new Problem(place, "\"" + text + "\"", "a whole number"), e);
        }
    }

    public static double number(String place, String text) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new ProblemException(new Problem(place, "\"" + text + "\"", "a number"), e);
        }
        throw new ProblemException(new Problem(place, text, "a finite number"));
    }
}
