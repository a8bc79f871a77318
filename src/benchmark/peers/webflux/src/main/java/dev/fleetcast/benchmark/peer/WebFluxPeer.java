package dev.fleetcast.benchmark.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Streams by Spring WebFlux. */
@SpringBootApplication
public class WebFluxPeer {

    public static void main(String[] arguments) {
        SpringApplication.run(WebFluxPeer.class, arguments);
    }
}
