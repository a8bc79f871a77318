package dev.fleetcast.problem;

import java.io.IOException;
import java.io.InputStream;

/** Reads at most so many bytes; one more fails. */
final class LimitedStream extends InputStream {

    private final InputStream source;
    private final Runnable onExcess;
    private long left;

    LimitedStream(InputStream source, long limit, Runnable onExcess) {
        this.source = source;
        this.left = limit;
        this.onExcess = onExcess;
    }

    @Override
    public int read() throws IOException {
        int read = source.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = source.read(target, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public int available() throws IOException {
        return source.available();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private void count(int read) throws BodyTooLargeException {
        left -= read;
        if (left < 0) {
            onExcess.run();
            throw new BodyTooLargeException();
        }
    }
}
