package dev.fleetcast.demo.embedded;

/** A port that should be listened on is in use. */
public final class PortTakenException extends RuntimeException {

    private final int port;

    PortTakenException(int port, Throwable cause) {
        super("port " + port + " is in use", cause);
        this.port = port;
    }

    /** The port in question. */
    public int port() {
        return port;
    }
}
