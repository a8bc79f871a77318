package dev.fleetcast.faults;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.logging.LDLogger;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;

/**
 * A connection that delivers recorded bytes: the first {@code cut} of them, then the others, in pieces no larger than
 * requested.
 */
final class Pieces extends ConnectStrategy {

    private static final URI NOWHERE = URI.create("http://localhost/");

    private final byte[] stream;
    private final int cut;
    private final int largest;

    Pieces(byte[] stream, int cut) {
        this(stream, cut, stream.length);
    }

    Pieces(byte[] stream, int cut, int largest) {
        this.stream = stream;
        this.cut = cut;
        this.largest = largest;
    }

    @Override
    public Client createClient(LDLogger logger) {
        return new Client() {

            @Override
            public Result connect(String lastEventId) {
                InputStream body = new Sliced(stream, cut, largest);
                return new Result(body, NOWHERE, body);
            }

            @Override
            public boolean awaitClosed(long timeoutMillis) {
                return true;
            }

            @Override
            public URI getOrigin() {
                return NOWHERE;
            }

            @Override
            public void close() {
                // There is no connection to close.
            }
        };
    }

    private static final class Sliced extends ByteArrayInputStream {

        private final int cut;
        private final int largest;

        Sliced(byte[] stream, int cut, int largest) {
            super(stream);
            this.cut = cut;
            this.largest = largest;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            int most = Math.min(length, largest);
            return super.read(into, offset, pos < cut ? Math.min(most, cut - pos) : most);
        }
    }
}
