package dev.fleetcast.history.format;

import dev.fleetcast.query.Fields;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** The formats of past messages. */
public enum HistoryFormat {
    /** The messages as they are; {@code {"data":[…]}}. */
    JSON("application/json", "json"),
    /** A line per message, see RFC 4180. */
    CSV("text/csv", "csv"),
    /** A line per trip or stretch, see RFC 7946. */
    GEOJSON("application/geo+json", "geojson"),
    /** The same as a sequence, see RFC 8142. */
    GEOJSON_SEQ("application/geo+json-seq", "geojsons"),
    /** A track, with a segment per trip or stretch; version 1.1. */
    GPX("application/gpx+xml", "gpx");

    private final String mediaType;
    private final String extension;

    HistoryFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** Its media type, without parameters. */
    public String mediaType() {
        return mediaType;
    }

    /** The extension of file names; also its name in {@code ?format=}. */
    public String extension() {
        return extension;
    }

    /**
     * The members of extended messages that a document needs; empty for all.
     *
     * @param fields those that the client wants; empty for all
     */
    public Optional<Set<String>> members(Optional<Fields> fields) {
        return switch (this) {
            case JSON -> fields.map(Fields::members);
            case CSV -> Optional.of(CsvWriter.members(fields));
            // Each trip stands apart.
            case GEOJSON, GEOJSON_SEQ, GPX -> Optional.empty();
        };
    }

    /** Finds the format with that extension. */
    public static Optional<HistoryFormat> of(String extension) {
        for (HistoryFormat format : values()) {
            if (format.extension.equals(extension)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /**
     * Begins a document.
     *
     * @param out is not closed
     * @param subject the unit whose messages follow
     * @param fields those that the client wants; empty for all. Geographic formats need none
     */
    public MessageWriter writer(OutputStream out, Subject subject, Optional<Fields> fields) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        return switch (this) {
            case JSON -> new JsonWriter(out, fields);
            case CSV -> new CsvWriter(text, subject, fields);
            case GEOJSON -> new GeoJsonWriter(text, subject, false);
            case GEOJSON_SEQ -> new GeoJsonWriter(text, subject, true);
            case GPX -> new GpxWriter(text, subject);
        };
    }
}
