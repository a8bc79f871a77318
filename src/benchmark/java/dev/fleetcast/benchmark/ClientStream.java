package dev.fleetcast.benchmark;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One stream of the load client. */
final class ClientStream {

    private static final int FIRST_BYTES = 8_192;

    private final int number;
    private final String path;
    private final SocketChannel channel;
    private final StampReader stamps;
    private byte[] first = {};
    private boolean opened;

    /** @param sampled whether to read the times of its events */
    ClientStream(int number, String path, SocketChannel channel, boolean sampled) {
        this.number = number;
        this.path = path;
        this.channel = channel;
        this.stamps = sampled ? new StampReader() : null;
    }

    int number() {
        return number;
    }

    SocketChannel channel() {
        return channel;
    }

    /** A browser's request for a stream. */
    String request(int port) {
        return """
                GET %s HTTP/1.1
                Host: localhost:%d
                Connection: keep-alive
                sec-ch-ua-platform: "Linux"
                User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36
                Accept: text/event-stream
                sec-ch-ua: "Google Chrome";v="141", "Not?A_Brand";v="8", "Chromium";v="141"
                Cache-Control: no-cache
                sec-ch-ua-mobile: ?0
                Sec-Fetch-Site: same-origin
                Sec-Fetch-Mode: cors
                Sec-Fetch-Dest: empty
                Referer: http://localhost:%d/dashboard
                Accept-Encoding: gzip, deflate, br, zstd
                Accept-Language: en-US,en;q=0.9

                """.formatted(path, port, port).replace("\n", "\r\n");
    }

    /** Whether no data has arrived yet. */
    boolean isSilent() {
        return first.length == 0;
    }

    /** The number of events in the buffer from its start to {@code end}. */
    int take(ByteBuffer buffer, int end, LatencySink latencies) {
        if (stamps == null) {
            return MarkScan.count(buffer, end);
        }
        return stamps.read(buffer, end, latencies::sentAt);
    }

    /** The first bytes up to the end of the first event, once only, when these bytes complete it; or null. */
    byte[] completed(ByteBuffer buffer, int end) {
        if (opened) {
            return null;
        }
        int taken = Math.min(end, FIRST_BYTES - first.length);
        byte[] joined = new byte[first.length + taken];
        System.arraycopy(first, 0, joined, 0, first.length);
        buffer.get(0, joined, first.length, taken);
        first = joined;
        String text = new String(first, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        opened = head >= 0 && text.indexOf("\n\n", head + 4) >= 0;
        return opened ? first : null;
    }

    /** Called with the due time of an event. */
    interface LatencySink {
        void sentAt(long nanos);
    }
}
