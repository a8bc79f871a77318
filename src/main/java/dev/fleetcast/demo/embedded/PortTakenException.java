package dev.fleetcast.demo.embedded;

/** A port to listen on is in use. */
public final class PortTakenException extends RuntimeException {

    private final int port;

    PortTakenException(int port, Throwable cause) {
        super("port " + port + " is in use", cause);
        this.port = port;
    }

    /** The port that is in use. */
    public int port() {
        return port;
    }
}
