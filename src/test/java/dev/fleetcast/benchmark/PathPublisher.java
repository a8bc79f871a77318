package dev.fleetcast.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One request for each message, to a path that ends with the unit's id; all of a batch at once, without waiting. */
final class PathPublisher implements Publisher {

    /** A unit keeps to one of them, and so its order; more than one, as peers answer one request after the other. */
    private static final int CONNECTIONS = 4;

    private final List<PeerConnection> connections = new ArrayList<>();
    private final String path;

    PathPublisher(int port, String path) throws IOException {
        this.path = path;
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(new PeerConnection(port));
        }
    }

    @Override
    public void publish(String unit, byte[] data) {
        connections.get(Math.floorMod(unit.hashCode(), CONNECTIONS)).post(path + unit, data);
    }

    @Override
    public void flush() throws IOException {
        for (PeerConnection connection : connections) {
            connection.flush();
        }
        for (PeerConnection connection : connections) {
            connection.readAnswers();
        }
    }

    @Override
    public Account account() {
        return connections.stream().map(PeerConnection::account).reduce(Account.EMPTY, Account::plus);
    }
}
