package io.curfew.collector.correlate;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** A store of Kafka Streams without a topology. */
final class InMemoryStore {
    private InMemoryStore() {}

    static KeyValueStore<Bytes, byte[]> open() {
        return open(Serdes.Bytes());
    }

    static <K> KeyValueStore<K, byte[]> open(Serde<K> keys) {
        KeyValueStore<K, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("test"), keys, Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        return store;
    }

    /** The same; {@code onCall} hears the name of each method before it is called, and may throw instead. */
    @SuppressWarnings("unchecked") // it is what it stands for
    static KeyValueStore<Bytes, byte[]> open(Consumer<String> onCall) {
        KeyValueStore<Bytes, byte[]> store = open();
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                InMemoryStore.class.getClassLoader(), new Class<?>[] {KeyValueStore.class}, (_, method, arguments) -> {
                    onCall.accept(method.getName());
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
