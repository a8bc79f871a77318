package dev.fleetcast.benchmark;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One connection and its thread: each message is sent after the response to the previous one, as HTTP clients do.
 * Several lanes keep a peer busy; none can queue requests in it.
 */
final class PublishLane {

    private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>();
    private final PeerConnection connection;
    private volatile Account answered = Account.EMPTY;
    private long sent;

    private record Message(String path, byte[] data) {}

    PublishLane(int port) throws IOException {
        this.connection = new PeerConnection(port);
        Thread thread = new Thread(this::run, "publish");
        thread.setDaemon(true);
        thread.start();
    }

    /** Accepts one message; one caller at a time. */
    void add(String path, byte[] data) {
        sent++;
        waiting.add(new Message(path, data));
    }

    Account account() {
        return new Account(sent, answered.taken(), answered.refused());
    }

    /** Closes the connection: unsent messages count as unanswered. */
    private void run() {
        try (connection) {
            while (true) {
                Message next = waiting.take();
                connection.request(next.path(), next.data());
                answered = connection.account();
            }
        } catch (IOException e) {
            System.err.println("the peer has closed a connection: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
