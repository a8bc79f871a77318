package dev.fleetcast.registry.admin;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a CSV file as spreadsheets write it: with or without a byte order mark, and separated by commas,
 * semicolons or tabs, which the first line shows or {@code sep=;} states.
 *
 * @param content the text from the header on
 * @param separator between cells
 * @param firstLine the number of the header's line in the file
 */
record CsvText(String content, char separator, long firstLine) {

    private static final String SEPARATORS = ",;\t";
    private static final byte[] MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);
    private static final Pattern STATED = Pattern.compile("\\A(?i:sep=)([,;\\t])\\r?\\n");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    /**
     * The text; empty, with an error added to the findings, if it is not in its character set: UTF-8 with a byte order
     * mark, else the declared one.
     */
    static Optional<CsvText> read(byte[] file, Charset declared, Findings findings) {
        Charset charset = hasMark(file) ? StandardCharsets.UTF_8 : declared;
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(file);
        CharBuffer text = CharBuffer.allocate((int) Math.ceil(file.length * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(bytes, text, true);
        String read = text.flip().toString();
        if (result.isError()) {
            long line = 1 + read.chars().filter(each -> each == '\n').count();
            findings.invalid(
                    "line " + line,
                    "must be " + charset.name() + " text; name another character set in the Content-Type, such as"
                            + " text/csv; charset=windows-1252");
            return Optional.empty();
        }
        return Optional.of(of(read.startsWith("\uFEFF") ? read.substring(1) : read));
    }

    private static boolean hasMark(byte[] file) {
        return file.length >= MARK.length && Arrays.equals(MARK, 0, MARK.length, file, 0, MARK.length);
    }

    private static CsvText of(String text) {
        Matcher stated = STATED.matcher(text);
        return stated.find()
                ? new CsvText(text.substring(stated.end()), stated.group(1).charAt(0), 2)
                : new CsvText(text, separator(text.lines().findFirst().orElse("")), 1);
    }

    private static char separator(String header) {
        String unquoted = QUOTED.matcher(header).replaceAll("");
        char found = ',';
        long most = 0;
        for (char candidate : SEPARATORS.toCharArray()) {
            long times = unquoted.chars().filter(each -> each == candidate).count();
            if (times > most) {
                most = times;
                found = candidate;
            }
        }
        return found;
    }
}
