package dev.fleetcast.stream.spi;

/** A call names a stream that is not open, or that the caller may not use; the response does not say which. */
public final class NoSuchStreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For the problem that the client gets; without a stack trace, because clients cause it. */
    public NoSuchStreamException() {
        super("No such stream: it has ended, or it belongs to another session.", null, false, false);
    }
}
