package dev.fleetcast.faults;

import dev.fleetcast.demo.embedded.EmbeddedKafka;
import java.nio.file.Path;

/** A broker in a separate process, so that it can be killed and frozen. */
final class BrokerMain {

    private BrokerMain() {}

    /** @param arguments the port and the directory of its data */
    public static void main(String[] arguments) {
        EmbeddedKafka broker = EmbeddedKafka.start(Integer.parseInt(arguments[0]), Path.of(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "embedded-kafka-closer"));
    }
}
