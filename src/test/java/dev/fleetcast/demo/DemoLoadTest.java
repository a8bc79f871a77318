package dev.fleetcast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.EmptyRegistry;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoLoadTest {

    private static final List<DemoFleet> FLEETS = List.of(DemoFleet.buses(), DemoFleet.vans());

    private EmptyRegistry registry;
    private DemoLoad load;

    @BeforeEach
    void createRegistry() {
        registry = EmptyRegistry.create();
        load = new DemoLoad(registry.dataSource(), password -> "hash of " + password);
    }

    @Test
    void loadsOnceHoweverManyReplicasStart() throws Exception {
        ExecutorService replicas = Executors.newFixedThreadPool(4);
        Callable<Boolean> start = () -> load.run(FLEETS, DemoAccount.ALL);

        List<Future<Boolean>> results = replicas.invokeAll(List.of(start, start, start, start));

        replicas.shutdown();
        assertThat(results).extracting(Future::get).containsExactlyInAnyOrder(true, false, false, false);
        assertThat(registry.count("vehicle")).isEqualTo(156);
        assertThat(registry.count("unit where vehicle_id = id and assigned_as = 'primary'"))
                .isEqualTo(156);
        assertThat(registry.count("driver where vehicle_id = id")).isEqualTo(156);
        assertThat(registry.count("pool where client_id = 1")).isEqualTo(44);
        assertThat(registry.texts("select name from zone where client_id = 1 and number = 1"))
                .containsExactly("Downtown");
        assertThat(registry.count("app_user")).isEqualTo(5);
    }

    @Test
    void accountsSeeTheirOwnFleetOnlyAndHoldTheirRoles() throws Exception {
        load.run(FLEETS, DemoAccount.ALL);

        assertThat(registry.texts(
                        "select username || ' sees ' || name from app_user join user_client on user_id = app_user.id "
                                + "join client on client.id = client_id"))
                .containsExactlyInAnyOrder("demo sees Demo Fleet", "manager sees Demo Fleet", "other sees Other Fleet");
        assertThat(registry.texts("select username || ' is ' || role from app_user join user_role on user_id = id"))
                .containsExactlyInAnyOrder("publisher is publisher", "admin is admin", "manager is fleet_admin");
        assertThat(registry.texts("select username from app_user where shared")).containsExactly("demo");
        assertThat(registry.texts("select password_hash from app_user where username = 'demo'"))
                .containsExactly("hash of demo");
    }

    @Test
    void numbersGivenOutLaterAreNew() throws Exception {
        load.run(FLEETS, DemoAccount.ALL);

        registry.execute("insert into unit (client_id, name) values (1, 'one more')");

        assertThat(registry.count("unit where name = 'one more' and id > 1010")).isEqualTo(1);
    }

    @Test
    void dataOfOtherClientsIsUnchanged() throws Exception {
        registry.execute("insert into client (id, name) values (7, 'A customer')");
        registry.execute("insert into vehicle (id, client_id, reg_no) values (5, 7, 'THEIRS')");

        load.run(FLEETS, DemoAccount.ALL);

        assertThat(registry.texts("select reg_no from vehicle where id = 5")).containsExactly("THEIRS");
        assertThat(registry.count("unit where vehicle_id = 5")).isZero();
        assertThat(registry.count("pool_vehicle where vehicle_id = 5")).isZero();
    }

    @Test
    void laterChangesAreKept() throws Exception {
        load.run(FLEETS, DemoAccount.ALL);
        registry.execute("delete from unit where id = 3");

        boolean loadedAgain = load.run(FLEETS, DemoAccount.ALL);

        assertThat(loadedAgain).isFalse();
        assertThat(registry.count("unit where id = 3")).isZero();
    }
}
