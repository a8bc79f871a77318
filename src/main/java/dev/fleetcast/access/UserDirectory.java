package dev.fleetcast.access;

import dev.fleetcast.registry.RegistryView;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The users as the registry has them, in memory: an immutable picture that is replaced as a whole. Reading never blocks and
 * is safe for any thread.
 */
@ApplicationScoped
public class UserDirectory implements RegistryView {

    private volatile Map<Long, Account> accounts = Map.of();
    private volatile Map<Long, String> clients = Map.of();
    private final Set<Long> departed = ConcurrentHashMap.newKeySet();

    @Override
    public void reload() {
        QuarkusTransaction.requiringNew().run(() -> {
            Map<Long, String> enabledClients = enabledClients();
            replace(readAccounts(enabledClients.keySet()));
            clients = enabledClients;
        });
    }

    /** The enabled clients among those named by id or by name. */
    Set<Long> clientIds(Collection<String> idsOrNames) {
        return clients.entrySet().stream()
                .filter(client ->
                        idsOrNames.contains(client.getKey().toString()) || idsOrNames.contains(client.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The user, if there is one and it is enabled. */
    Optional<Account> enabled(long userId) {
        return Optional.ofNullable(accounts.get(userId)).filter(Account::enabled);
    }

    /** Whether there is such a user, enabled or not. */
    boolean isRegistered(long userId) {
        return accounts.containsKey(userId);
    }

    /**
     * Whether sessions of that generation of the user's are over: another has begun since, or there is no such user any more.
     * One that has not been shown here yet is no reason.
     */
    boolean hasEnded(long userId, long sessionGeneration) {
        Account account = accounts.get(userId);
        return account == null ? departed.contains(userId) : sessionGeneration < account.sessionGeneration();
    }

    void replace(Map<Long, Account> next) {
        accounts.keySet().stream().filter(id -> !next.containsKey(id)).forEach(departed::add);
        accounts = Map.copyOf(next);
        departed.removeAll(next.keySet());
    }

    /** An account as the database has it; within a transaction. */
    static Account account(User user, Set<Long> enabledClients) {
        Set<Long> clients = new HashSet<>(user.clientIds);
        clients.retainAll(enabledClients);
        return new Account(
                user.id, user.username, user.enabled, user.shared, user.sessionGeneration, user.roles, clients);
    }

    private static Map<Long, String> enabledClients() {
        return Client.<Client>list("enabled", true).stream()
                .collect(Collectors.toUnmodifiableMap(client -> client.id, client -> client.name));
    }

    private static Map<Long, Account> readAccounts(Set<Long> enabledClients) {
        return User.<User>list("select distinct u from User u left join fetch u.roles left join fetch u.clientIds")
                .stream()
                .collect(Collectors.toMap(user -> user.id, user -> account(user, enabledClients)));
    }
}
