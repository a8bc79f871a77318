package dev.fleetcast.fleet;

import static dev.fleetcast.testing.RegistryFixture.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

/** The rows of an import are looked up and written together. */
@QuarkusTest
class LargeImportTest extends Importing {

    @Inject
    EntityManagerFactory entities;

    @Test
    void numberOfRoundTripsToTheDatabaseDoesNotGrowWithTheRows() {
        String rows = IntStream.range(0, 400)
                .mapToObj(row -> "%d,%s,%s,Unit %d%n"
                        .formatted(client, RegistryFixture.imei(), "S" + RegistryFixture.number(), row))
                .collect(Collectors.joining());
        Statistics statistics = entities.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            long before = statistics.getPrepareStatementCount();
            importCsv("units", "client_id,imei,serial_no,name\n" + rows)
                    .statusCode(200)
                    .body("data.created", equalTo(400), "data.ids", hasSize(400));
            assertThat(statistics.getPrepareStatementCount() - before).isLessThan(40);
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    @Test
    void valueThatARowGivesUpIsFreeForTheNext() {
        SampleFleet fleet = SampleFleet.create(() -> as(admin), client);
        String later = RegistryFixture.imei();

        importCsv(
                        "units",
                        "id,client_id,imei,name\n%d,%d,%s,first\n,%d,%s,second\n"
                                .formatted(fleet.unitId(), client, later, client, fleet.imei()))
                .statusCode(200)
                .body("data.created", equalTo(1), "data.updated", equalTo(1));

        find(fleet.imei()).body("data[0].name", equalTo("second"));
        find(later).body("data[0].name", equalTo("first"));
    }
}
