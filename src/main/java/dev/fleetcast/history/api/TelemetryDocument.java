package dev.fleetcast.history.api;

import dev.fleetcast.history.format.MessageWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A document of past messages on its way to a client. It begins with its first message, or its end: a problem that comes
 * before has a head and a body of its own. Without its end, the client can tell that messages are missing. For one thread.
 */
final class TelemetryDocument {

    private final OutputStream out;
    private final boolean gzip;
    private final Runnable head;
    private final Format format;
    private MessageWriter writer;
    private GZIPOutputStream compressed;

    /** Begins a document of one format. */
    @FunctionalInterface
    interface Format {

        MessageWriter begin(OutputStream body) throws IOException;
    }

    /**
     * @param out is not closed
     * @param head sets the headers of the response
     */
    TelemetryDocument(OutputStream out, boolean gzip, Runnable head, Format format) {
        this.out = out;
        this.gzip = gzip;
        this.head = head;
        this.format = format;
    }

    MessageWriter writer() throws IOException {
        if (writer == null) {
            head.run();
            compressed = gzip ? new GZIPOutputStream(out) : null;
            writer = format.begin(gzip ? compressed : out);
        }
        return writer;
    }

    void end() throws IOException {
        writer().end();
        if (gzip) {
            compressed.finish();
        }
    }
}
