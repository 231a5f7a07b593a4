package io.curfew.collector.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.function.Function;

/** Writes a component of a record as Jackson does, without reflection for each value. */
final class RecordProperty extends BeanPropertyWriter {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Function<Object, @Nullable Object> accessor;

    private RecordProperty(BeanPropertyWriter usual, Function<Object, @Nullable Object> accessor) {
        super(usual);
        this.accessor = accessor;
    }

    @Override
    public void serializeAsField(Object row, JsonGenerator json, SerializerProvider provider) throws Exception {
        if (accessor == null || !_suppressNulls || _suppressableValue != null || _typeSerializer != null) {
            super.serializeAsField(row, json, provider);
            return;
        }
        Object value = accessor.apply(row);
        if (value != null) {
            JsonSerializer<Object> serializer = serializer(value.getClass(), provider);
            json.writeFieldName(_name);
            serializer.serialize(value, json, provider);
        }
    }

    private JsonSerializer<Object> serializer(Class<?> type, SerializerProvider provider) throws Exception {
        if (_serializer != null) {
            return _serializer;
        }
        JsonSerializer<Object> known = _dynamicSerializers.serializerFor(type);
        return known == null ? _findAndAddDynamic(_dynamicSerializers, type, provider) : known;
    }

    /** Takes the place of what Jackson made for the components of Curfew's records. */
    static final class Modifier extends BeanSerializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription description, List<BeanPropertyWriter> properties) {
            Class<?> type = description.getBeanClass();
            if (type.isRecord() && type.getPackageName().startsWith("io.curfew.")) {
                properties.replaceAll(property -> quick(type, property));
            }
            return properties;
        }

        private static BeanPropertyWriter quick(Class<?> type, BeanPropertyWriter property) {
            if (property.getClass() != BeanPropertyWriter.class) {
                return property;
            }
            for (RecordComponent component : type.getRecordComponents()) {
                if (component.getName().equals(property.getMember().getName())) {
                    return new RecordProperty(property, accessor(type, component));
                }
            }
            return property;
        }

        private static Function<Object, @Nullable Object> accessor(Class<?> type, RecordComponent component) {
            try {
                return Accessors.of(MethodHandles.privateLookupIn(type, MethodHandles.lookup()), component);
            } catch (ReflectiveOperationException hidden) {
                throw new IllegalArgumentException("a record cannot be seen into: " + type, hidden);
            }
        }
    }
}
