package dev.fleetcast.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A fleet that has driven for a month, and sends all of it at once. Messages have some 700 bytes. */
final class PastFleet implements AutoCloseable {

    static final int UNITS = 1_000;
    static final int DAYS = 31;
    /** A unit with a message every ten seconds of {@link #day}. */
    static final int USUAL = 1;
    /** A unit with a message every second of it. */
    static final int DENSE = 2;

    private static final int SECONDS = 86_400;
    private static final double METERS_PER_SECOND = 10;
    /** On {@link #day}, both drive for 100 minutes, then stand for 20. */
    private static final int ROUND_SECONDS = 7_200;

    private static final int DRIVING_SECONDS = 6_000;
    /** All others drive twice a day for ten minutes, with a message a minute, and send four while they are parked. */
    private static final int[] WAYS = {8 * 3_600, 17 * 3_600};

    private static final int[] PARKED = {1_800, 23_400, 45_000, 81_000};

    private final KafkaProducer<byte[], byte[]> producer;
    private long sent;

    PastFleet(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20, "compression.type", "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The last of the days: over for long enough to be packed. */
    static LocalDate day() {
        return LocalDate.now(ZoneOffset.UTC).minusDays(4);
    }

    /** Sends everything, day by day; returns the number of messages. */
    long send() {
        for (int back = DAYS - 1; back >= 0; back--) {
            Instant midnight =
                    day().minusDays(back).atStartOfDay(ZoneOffset.UTC).toInstant();
            for (int unit = DENSE + 1; unit <= UNITS; unit++) {
                sendUsualDay(unit, midnight);
            }
        }
        Instant midnight = day().atStartOfDay(ZoneOffset.UTC).toInstant();
        sendRounds(USUAL, midnight, 10);
        sendRounds(DENSE, midnight, 1);
        producer.flush();
        return sent;
    }

    private void sendUsualDay(int unit, Instant midnight) {
        int next = 0;
        for (int parked : PARKED) {
            while (next < WAYS.length && WAYS[next] < parked) {
                sendWay(unit, midnight, WAYS[next]);
                next++;
            }
            send(unit, midnight.plusSeconds(parked), next * 5_400, 0);
        }
    }

    private void sendWay(int unit, Instant midnight, int begin) {
        int before = begin == WAYS[0] ? 0 : 5_400;
        for (int second = 0; second < 600; second += 60) {
            send(unit, midnight.plusSeconds(begin + second), before + METERS_PER_SECOND * second, 36);
        }
    }

    private void sendRounds(int unit, Instant midnight, int every) {
        double meters = 0;
        for (int second = 0; second < SECONDS; second += every) {
            boolean drives = second % ROUND_SECONDS < DRIVING_SECONDS;
            send(unit, midnight.plusSeconds(second), meters, drives ? 36 : 0);
            meters += drives ? METERS_PER_SECOND * every : 0;
        }
    }

    private void send(int unit, Instant at, double meters, int kmh) {
        sent++;
        String json = """
                {"message_ver":1,"message_type":"gps","gateway":"gw1.fleet.example","port":5027,"transmission":"tcp",\
                "timestamp":"%s","source":"device","device":{"firm_ver":"V2.20",\
                "type":"teltonika","model":"fmb920"},"seq_no":%d,"valid":true,\
                "network":{"ip":"10.0.3.7","operator":"310410","tech":"lte"},\
                "gsm":[{"mcc":310,"mnc":410,"lac":7012,"cid":%d,"signal_str":71,"signal_lvl":4}],\
                "gps":{"timestamp":"%s","latitude":%.6f,"longitude":-97.74306,"altitude":149.3,"speed":%d,\
                "heading":%d,"satellites":9,"activity":"driving","odometer":%d,"trip_odo":12.71,"gnss":"on",\
                "hdop":0.9,"fix":["fixed","3d"]},"events":[],\
                "sensors":[["ignition","%s"],["ebat_volts",27.9],["fuel_level",61.5]],"inputs":"10000000","outputs":"00"}""".formatted(
                        at.plus(Duration.ofSeconds(2)),
                        sent,
                        20_000 + sent % 97,
                        at,
                        30 + meters / 111_195,
                        kmh,
                        sent % 360,
                        Math.round(meters),
                        kmh > 0 ? "on" : "off");
        producer.send(new ProducerRecord<>(
                Feed.TOPIC,
                String.valueOf(unit).getBytes(StandardCharsets.US_ASCII),
                json.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
