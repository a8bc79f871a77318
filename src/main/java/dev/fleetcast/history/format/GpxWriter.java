package dev.fleetcast.history.format;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;

/** Writes the valid positions as a track. */
final class GpxWriter implements MessageWriter {

    private final Writer out;
    private long stretch = Long.MIN_VALUE;
    private boolean open;

    GpxWriter(Writer out, Subject subject) throws IOException {
        this.out = out;
        out.write(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<gpx xmlns=\"http://www.topografix.com/GPX/1/1\" version=\"1.1\" creator=\"Fleetcast\">\n<trk><name>");
        out.write(escaped(subject.name() == null ? Long.toString(subject.unitId()) : subject.name()));
        out.write("</name>\n");
    }

    @Override
    public void write(PastMessage message) throws IOException {
        if (!message.hasPosition()) {
            return;
        }
        if (!open || message.stretch() != stretch) {
            out.write(open ? "</trkseg>\n<trkseg>\n" : "<trkseg>\n");
            open = true;
            stretch = message.stretch();
        }
        out.write("<trkpt lat=\"" + plain(message.latitude()) + "\" lon=\"" + plain(longitude(message)) + "\">");
        Double altitude = message.altitude();
        if (altitude != null) {
            out.write("<ele>" + plain(altitude) + "</ele>");
        }
        out.write("<time>" + message.filedAt() + "</time></trkpt>\n");
    }

    @Override
    public void end() throws IOException {
        out.write(open ? "</trkseg>\n</trk>\n</gpx>\n" : "</trk>\n</gpx>\n");
        out.flush();
    }

    /** 180 degrees east is not allowed; it is 180 degrees west. */
    private static double longitude(PastMessage message) {
        return message.longitude() == 180 ? -180 : message.longitude();
    }

    /** An XML decimal has no exponent. */
    private static String plain(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> escaped.appendCodePoint(isAllowed(character) ? character : '\uFFFD');
            }
        });
        return escaped.toString();
    }

    /** XML 1.0 has no other characters, not even escaped. */
    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= 0x20 && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character >= 0x10000;
    }
}
