package dev.fleetcast.history.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;

/** Writes a feature per trip or stretch, with its times. A line that crosses 180 degrees is split there. */
final class GeoJsonWriter implements MessageWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final char RECORD_SEPARATOR = '\u001E';

    private final Writer out;
    private final Subject subject;
    private final boolean sequence;
    private final Line line = new Line();
    private long stretch = Long.MIN_VALUE;
    private long unit;
    private String unitName;
    private boolean first = true;

    GeoJsonWriter(Writer out, Subject subject, boolean sequence) throws IOException {
        this.out = out;
        this.subject = subject;
        this.sequence = sequence;
        if (!sequence) {
            out.write("{\"type\":\"FeatureCollection\",\"features\":[");
        }
    }

    @Override
    public void write(PastMessage message) throws IOException {
        if (!message.hasPosition()) {
            return;
        }
        if (message.stretch() != stretch) {
            endLine();
            stretch = message.stretch();
            unit = message.unit();
            unitName = message.unitName(subject);
        }
        Line.Vertex next = Line.Vertex.of(message);
        if (!line.isEmpty() && line.last().isAcrossTheDateLineFrom(next)) {
            Line.Vertex border = line.last().borderTowards(next);
            line.add(border);
            endLine();
            line.add(border.onTheOtherSide());
        }
        line.add(next);
        if (line.isFull()) {
            Line.Vertex last = line.last();
            endLine();
            line.add(last);
        }
    }

    @Override
    public void end() throws IOException {
        endLine();
        if (!sequence) {
            out.write("]}");
        }
        out.flush();
    }

    private void endLine() throws IOException {
        if (line.isEmpty()) {
            return;
        }
        if (sequence) {
            out.write(RECORD_SEPARATOR);
        } else if (!first) {
            out.write(",\n");
        }
        first = false;
        StringWriter feature = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(feature)) {
            json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
            line.write(json, unit, unitName);
        }
        out.write(feature.toString());
        if (sequence) {
            out.write('\n');
        }
        line.clear();
    }
}
