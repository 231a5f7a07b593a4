package io.curfew.collector.row;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A record: how many components were written and whether any is absent, a bit for each that is, and the others. Beside
 * one before it, a bit too for each component that is the same there, which is left out. Components are only ever added
 * at the end; those that an older version did not write are absent. At most {@value #MOST} components.
 */
final class RecordForm implements Form {
    private static final int MOST = 63;

    private final Class<?> type;
    private final Form[] forms;
    private final Components components;
    private final MethodHandle constructor;
    private final String[] names;

    RecordForm(Class<?> type, Forms known) {
        RecordComponent[] declared = type.getRecordComponents();
        if (declared.length > MOST) {
            throw new IllegalArgumentException("a record has at most " + MOST + " components: " + type);
        }
        this.type = type;
        forms = Arrays.stream(declared)
                .map(component -> known.of(component.getGenericType()))
                .toArray(Form[]::new);
        names = Arrays.stream(declared).map(RecordComponent::getName).toArray(String[]::new);
        components = RecordCode.of(type, List.of(forms));
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            MethodType signature = MethodType.methodType(
                    void.class,
                    Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor = lookup.findConstructor(type, signature)
                    .asSpreader(Object[].class, declared.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalArgumentException("a record cannot be seen into: " + type, hidden);
        }
    }

    @Override
    public void write(RowOutput output, Object row, @Nullable Object before) {
        long same = before == null ? 0 : components.same(row, before);
        long absent = components.absent(row) & ~same;
        output.unsigned((long) forms.length << 1 | (absent == 0 ? 0 : 1));
        if (absent != 0) {
            output.unsigned(absent);
        }
        if (before != null) {
            output.unsigned(same);
        }
        components.write(output, row, before, same | absent);
    }

    private static boolean isIn(long bits, int index) {
        return ((bits >>> index) & 1) != 0;
    }

    @Override
    public Object read(RowInput input, @Nullable Object before) {
        int header = input.count();
        int written = header >>> 1;
        if (written > forms.length) {
            throw new IllegalStateException("a newer version wrote this " + type.getSimpleName());
        }
        long absent = (header & 1) == 0 ? 0 : input.unsigned();
        long same = before == null ? 0 : input.unsigned();
        @Nullable Object[] values = new @Nullable Object[forms.length];
        for (int index = 0; index < forms.length; index++) {
            Object known = before == null ? null : components.at(before, index);
            if (index >= written) {
                values[index] = forms[index].absent();
            } else if (isIn(same, index)) {
                values[index] = known;
            } else if (!isIn(absent, index)) {
                values[index] = forms[index].read(input, known);
            }
        }
        try {
            return constructor.invokeExact(values);
        } catch (RuntimeException | Error refused) {
            throw refused;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String shape() {
        return IntStream.range(0, forms.length)
                .mapToObj(index -> names[index] + ":" + forms[index].shape())
                .collect(Collectors.joining(" ", "(", ")"));
    }
}
