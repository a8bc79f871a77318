package dev.fleetcast.access;

import dev.fleetcast.access.user.Client;
import dev.fleetcast.access.user.Passwords;
import dev.fleetcast.access.user.User;
import dev.fleetcast.access.user.UserDirectory;
import dev.fleetcast.registry.RegistryChanged;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Creates users in the database; each test has its own. */
@ApplicationScoped
public class TestUsers {

    public static final String PASSWORD = "open sesame";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Passwords passwords;
    private final UserDirectory directory;
    private final Event<RegistryChanged> changes;

    TestUsers(Passwords passwords, UserDirectory directory, Event<RegistryChanged> changes) {
        this.passwords = passwords;
        this.directory = directory;
        this.changes = changes;
    }

    /** Creates an enabled user of a new client, with {@link #PASSWORD}. */
    public User create(String... roles) {
        String name = "user-" + COUNT.incrementAndGet() + "-" + Long.toHexString(System.nanoTime());
        User created = QuarkusTransaction.requiringNew().call(() -> {
            Client client = new Client();
            client.name = "client of " + name;
            client.persist();
            User user = new User();
            user.username = name;
            user.email = name + "@example.com";
            user.fullName = "Full Name of " + name;
            user.passwordHash = passwords.hash(PASSWORD);
            user.roles.addAll(Set.of(roles));
            user.clientIds.add(client.id);
            user.persist();
            return user;
        });
        reload();
        return created;
    }

    public void disable(User user) {
        QuarkusTransaction.requiringNew().run(() -> User.update("enabled = false where id = ?1", user.id));
        reload();
    }

    void enable(User user) {
        QuarkusTransaction.requiringNew().run(() -> User.update("enabled = true where id = ?1", user.id));
        reload();
    }

    void delete(User user) {
        QuarkusTransaction.requiringNew().run(() -> User.deleteById(user.id));
        reload();
    }

    /** Changes the database directly, as an operator does with psql. */
    void changePassword(User user, String password) {
        String hash = passwords.hash(password);
        QuarkusTransaction.requiringNew().run(() -> User.update("passwordHash = ?1 where id = ?2", hash, user.id));
        reload();
    }

    public void write(User user, Consumer<User> change) {
        QuarkusTransaction.requiringNew().run(() -> change.accept(User.findById(user.id)));
        reload();
    }

    /** Deletes the user and adds one with the same id, between two polls of the registry. */
    void replaceByAnother(User user) {
        QuarkusTransaction.requiringNew().run(() -> {
            User.deleteById(user.id);
            User another = new User();
            another.id = user.id;
            another.username = "another " + user.username;
            another.passwordHash = user.passwordHash;
            another.persist();
        });
        reload();
    }

    public void takeRole(User user, String role) {
        QuarkusTransaction.requiringNew()
                .run(() -> User.<User>findById(user.id).roles.remove(role));
        reload();
    }

    public void disableClients(User user) {
        QuarkusTransaction.requiringNew().run(() -> Client.update("enabled = false where id in ?1", user.clientIds));
        reload();
    }

    private void reload() {
        directory.reload();
        changes.fire(new RegistryChanged(1));
    }
}
