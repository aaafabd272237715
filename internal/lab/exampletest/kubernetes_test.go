package exampletest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
	"k8s.io/apimachinery/pkg/util/validation"
	"k8s.io/apimachinery/pkg/util/yaml"
)

const kubernetes = "../../../examples/kubernetes"

// object has what all objects of the API have.
type object interface {
	runtime.Object
	metav1.Object
}

// workload is an object that makes pods.
type workload struct {
	object
	template corev1.PodTemplateSpec
}

// load returns the objects of a file, decoded with the types of the API. It fails the test for a field that the API does
// not have.
func load(t *testing.T, file string) []object {
	t.Helper()
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		corev1.AddToScheme, appsv1.AddToScheme, batchv1.AddToScheme, policyv1.AddToScheme, autoscalingv2.AddToScheme,
	} {
		require.NoError(t, add(scheme))
	}
	decoder := json.NewSerializerWithOptions(json.DefaultMetaFactory, scheme, scheme, json.SerializerOptions{Yaml: true, Strict: true})
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	var objects []object
	documents := yaml.NewDocumentDecoder(io.NopCloser(bytes.NewReader(text)))
	buffer := make([]byte, len(text))
	for {
		n, err := documents.Read(buffer)
		if errors.Is(err, io.EOF) {
			return objects
		}
		require.NoError(t, err)
		decoded, _, err := decoder.Decode(buffer[:n], nil, nil)
		require.NoError(t, err, file)
		objects = append(objects, decoded.(object))
	}
}

// loadAll returns the objects of all examples, including those in folders, except Helm values.
func loadAll(t *testing.T) []object {
	t.Helper()
	var objects []object
	for _, pattern := range []string{"*.yaml", "index-job/*.yaml"} {
		files, err := filepath.Glob(filepath.Join(kubernetes, pattern))
		require.NoError(t, err)
		require.NotEmpty(t, files, pattern)
		for _, file := range files {
			objects = append(objects, load(t, file)...)
		}
	}
	return objects
}

func workloads(objects []object) []workload {
	var found []workload
	for _, o := range objects {
		switch o := o.(type) {
		case *appsv1.Deployment:
			found = append(found, workload{o, o.Spec.Template})
		case *appsv1.DaemonSet:
			found = append(found, workload{o, o.Spec.Template})
		case *batchv1.Job:
			found = append(found, workload{o, o.Spec.Template})
		}
	}
	return found
}

func find[T object](objects []object, name string) (T, bool) {
	for _, o := range objects {
		if typed, ok := o.(T); ok && typed.GetName() == name {
			return typed, true
		}
	}
	var none T
	return none, false
}

func TestNamesAreValid(t *testing.T) {
	objects := loadAll(t)
	require.Greater(t, len(objects), 8)
	for _, o := range objects {
		assert.Empty(t, validation.IsDNS1123Subdomain(o.GetName()), o.GetName())
	}
}

func TestPodsHaveNoRights(t *testing.T) {
	for _, w := range workloads(loadAll(t)) {
		pod := w.template.Spec
		require.NotNil(t, pod.SecurityContext, w.GetName())
		assert.True(t, *pod.SecurityContext.RunAsNonRoot, w.GetName())
		assert.NotZero(t, *pod.SecurityContext.RunAsUser, w.GetName())
		assert.Equal(t, corev1.SeccompProfileTypeRuntimeDefault, pod.SecurityContext.SeccompProfile.Type, w.GetName())
		for _, c := range append(pod.InitContainers, pod.Containers...) {
			require.NotNil(t, c.SecurityContext, c.Name)
			assert.False(t, *c.SecurityContext.AllowPrivilegeEscalation, c.Name)
			assert.True(t, *c.SecurityContext.ReadOnlyRootFilesystem, c.Name)
			assert.Equal(t, []corev1.Capability{"ALL"}, c.SecurityContext.Capabilities.Drop, c.Name)
			assert.Positive(t, c.Resources.Limits.Memory().Value(), c.Name)
		}
		if pod.ServiceAccountName == "" {
			assert.False(t, *pod.AutomountServiceAccountToken, w.GetName())
		}
	}
	for _, o := range loadAll(t) {
		if account, ok := o.(*corev1.ServiceAccount); ok {
			assert.False(t, *account.AutomountServiceAccountToken, account.Name)
		}
	}
}

// TestPodsReferToWhatIsThere looks up every volume, claim, configuration, account, port and label that pods refer to.
func TestPodsReferToWhatIsThere(t *testing.T) {
	objects := loadAll(t)
	for _, w := range workloads(objects) {
		pod := w.template.Spec
		volumes := make(map[string]bool)
		for _, v := range pod.Volumes {
			volumes[v.Name] = true
			if v.ConfigMap != nil {
				config, ok := find[*corev1.ConfigMap](objects, v.ConfigMap.Name)
				require.True(t, ok, v.ConfigMap.Name)
				assert.Contains(t, config.Data, "config.yaml", "the image reads /etc/rustasync/config.yaml")
			}
			if v.PersistentVolumeClaim != nil {
				_, ok := find[*corev1.PersistentVolumeClaim](objects, v.PersistentVolumeClaim.ClaimName)
				assert.True(t, ok, v.PersistentVolumeClaim.ClaimName)
			}
		}
		if pod.ServiceAccountName != "" {
			_, ok := find[*corev1.ServiceAccount](objects, pod.ServiceAccountName)
			assert.True(t, ok, pod.ServiceAccountName)
		}
		for _, c := range append(pod.InitContainers, pod.Containers...) {
			for _, mount := range c.VolumeMounts {
				assert.True(t, volumes[mount.Name], "%s mounts %s", c.Name, mount.Name)
			}
			for _, probe := range []*corev1.Probe{c.StartupProbe, c.ReadinessProbe, c.LivenessProbe} {
				if _, isJob := w.object.(*batchv1.Job); isJob {
					assert.Nil(t, probe)
					continue
				}
				require.NotNil(t, probe, "%s has no probe", w.GetName())
				assert.Contains(t, portNames(c), probe.HTTPGet.Port.StrVal)
			}
		}
	}
}

func TestSelectorsMeetTheirPods(t *testing.T) {
	objects := loadAll(t)
	selects := func(selector labels.Selector, ports ...corev1.ServicePort) bool {
		for _, w := range workloads(objects) {
			if selector.Empty() || !selector.Matches(labels.Set(w.template.Labels)) {
				continue
			}
			for _, port := range ports {
				assert.Contains(t, portNames(w.template.Spec.Containers[0]), port.TargetPort.StrVal)
			}
			return true
		}
		return false
	}
	selector := func(of *metav1.LabelSelector) labels.Selector {
		s, err := metav1.LabelSelectorAsSelector(of)
		require.NoError(t, err)
		return s
	}
	for _, o := range objects {
		switch o := o.(type) {
		case *corev1.Service:
			assert.True(t, selects(labels.SelectorFromSet(o.Spec.Selector), o.Spec.Ports...), o.Name)
		case *policyv1.PodDisruptionBudget:
			assert.True(t, selects(selector(o.Spec.Selector)), o.Name)
		case *appsv1.Deployment:
			assert.True(t, selector(o.Spec.Selector).Matches(labels.Set(o.Spec.Template.Labels)), o.Name)
			assert.Nil(t, o.Spec.Replicas, "the autoscaler sets it")
		case *appsv1.DaemonSet:
			assert.True(t, selector(o.Spec.Selector).Matches(labels.Set(o.Spec.Template.Labels)), o.Name)
		case *autoscalingv2.HorizontalPodAutoscaler:
			_, ok := find[*appsv1.Deployment](objects, o.Spec.ScaleTargetRef.Name)
			assert.True(t, ok, o.Spec.ScaleTargetRef.Name)
		}
	}
}

func portNames(c corev1.Container) []string {
	var names []string
	for _, port := range c.Ports {
		names = append(names, port.Name)
	}
	return names
}

// TestStrayFieldsAreRefused checks that the decoder is as strict as the tests above need.
func TestStrayFieldsAreRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "stray.yaml")
	require.NoError(t, os.WriteFile(file, []byte("apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {selectors: {}}\n"), 0o600))
	scheme := runtime.NewScheme()
	require.NoError(t, corev1.AddToScheme(scheme))
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	decoder := json.NewSerializerWithOptions(json.DefaultMetaFactory, scheme, scheme, json.SerializerOptions{Yaml: true, Strict: true})
	_, _, err = decoder.Decode(text, nil, nil)
	assert.ErrorContains(t, err, "selectors")
}
