package dev.fleetcast.faults;

/** The Kafka of a deployment: one broker or several. */
interface Brokers extends AutoCloseable {

    /** Starts all of them and waits until they take requests. */
    void start();

    String bootstrapServers();

    /** Ends them for good. */
    @Override
    void close();
}
