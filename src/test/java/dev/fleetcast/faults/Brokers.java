package dev.fleetcast.faults;

/** The Kafka of a deployment: one broker or several. */
interface Brokers extends AutoCloseable {

    /** Starts all brokers and waits until they accept requests. */
    void start();

    String bootstrapServers();

    /** Ends all brokers for good. */
    @Override
    void close();
}
