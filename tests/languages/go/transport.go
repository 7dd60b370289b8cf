package main

// The transport of a Blueshift client, with timeouts, retries and errors. It converts list bodies of every known shape to arrays.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	listPath          = "/api/v2/campaigns.json"
	longestRetryAfter = time.Minute
	// The header in which the transport keeps the total of an envelope.
	totalHeader = "X-List-Total"
)

var retryDelays = []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second, 16 * time.Second}

// An APIError is an unsuccessful response, with its status and its body as text.
type APIError struct {
	Status    int
	Text      string
	RequestID string
}

func (e *APIError) Error() string {
	text := e.Text
	if text == "" {
		text = "empty body"
	}
	return fmt.Sprintf("status %d: %.500s", e.Status, text)
}

// Transport is an http.RoundTripper that retries requests, and converts any list body to an array. NewTransport creates it; the
// zero value cannot be used.
type Transport struct {
	// Base sends the requests.
	Base http.RoundTripper
	// Timeout limits one attempt, including the body.
	Timeout time.Duration
	// Sleep waits; Jitter returns a number from 0 to 1; Now returns the time. Tests replace them.
	Sleep  func(context.Context, time.Duration) error
	Jitter func() float64
	Now    func() time.Time
}

// NewTransport returns a Transport with the backoff of the contract and a timeout of 30 s per attempt.
func NewTransport() *Transport {
	return &Transport{Base: http.DefaultTransport, Timeout: 30 * time.Second, Sleep: sleep, Jitter: rand.Float64, Now: time.Now}
}

// RoundTrip implements http.RoundTripper.
func (t *Transport) RoundTrip(request *http.Request) (*http.Response, error) {
	for attempt := 0; ; attempt++ {
		response, body, err := t.attempt(request)
		var retryAfter time.Duration
		if err == nil {
			if !retryable(request, response.StatusCode) {
				return finished(request, response, body), nil
			}
			retryAfter = parseRetryAfter(response.Header.Get("Retry-After"), t.Now())
		} else if request.Context().Err() != nil || request.Method != http.MethodGet {
			return nil, err
		}
		if attempt == len(retryDelays) || retryAfter > longestRetryAfter {
			if err != nil {
				return nil, err
			}
			return finished(request, response, body), nil
		}
		delay := retryDelays[attempt]
		jitter := time.Duration(float64(delay) * t.Jitter())
		if err := t.Sleep(request.Context(), max(delay, retryAfter)+jitter); err != nil {
			return nil, err
		}
	}
}

// attempt sends the request once and reads the whole body within the timeout.
func (t *Transport) attempt(request *http.Request) (*http.Response, []byte, error) {
	ctx, cancel := context.WithTimeout(request.Context(), t.Timeout)
	defer cancel()
	request = request.Clone(ctx)
	if request.GetBody != nil {
		body, err := request.GetBody()
		if err != nil {
			return nil, nil, err
		}
		request.Body = body
	}
	response, err := t.Base.RoundTrip(request)
	if err != nil {
		return nil, nil, err
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	return response, body, err
}

// retryable returns whether to retry a request. A write that may have been applied is never retried.
func retryable(request *http.Request, status int) bool {
	return status == http.StatusTooManyRequests || (request.Method == http.MethodGet && status >= 500)
}

// finished returns the response with its complete body, which is converted to an array if it is a list.
func finished(request *http.Request, response *http.Response, body []byte) *http.Response {
	if strings.HasSuffix(request.URL.Path, listPath) && response.StatusCode == http.StatusOK {
		if campaigns := listIn(body); campaigns != nil {
			response.Header.Set(totalHeader, strconv.Itoa(totalIn(body)))
			body = campaigns
			response.Header.Set("Content-Type", "application/json")
		}
	}
	response.Header.Del("Content-Length")
	response.ContentLength = int64(len(body))
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response
}

// listIn returns the list of a body of any known shape. It returns nil for other bodies, and for an error with an empty list.
func listIn(body []byte) json.RawMessage {
	var list []json.RawMessage
	if json.Unmarshal(body, &list) == nil && list != nil {
		return body
	}
	var object struct {
		// A null list is the same as an absent one.
		Results, Campaigns              *json.RawMessage
		Success, Error, Errors, Message any
	}
	if json.Unmarshal(body, &object) != nil {
		return nil
	}
	found := object.Results
	if found == nil {
		found = object.Campaigns
	}
	if found == nil || json.Unmarshal(*found, &list) != nil {
		return nil
	}
	if (object.Success == false || isFilled(object.Error) || isFilled(object.Errors) || isFilled(object.Message)) && len(list) == 0 {
		return nil
	}
	return *found
}

// totalIn returns the total of an envelope, or 0.
func totalIn(body []byte) int {
	var object struct {
		Total float64 `json:"total_count"`
	}
	if json.Unmarshal(body, &object) != nil {
		return 0
	}
	return int(object.Total)
}

func isFilled(value any) bool {
	switch value := value.(type) {
	case bool:
		return value
	case float64:
		return value != 0
	case string:
		return value != ""
	case []any:
		return len(value) > 0
	case map[string]any:
		return len(value) > 0
	}
	return false
}

// parseRetryAfter parses seconds or an HTTP date; it returns 0 if the header is absent or invalid.
func parseRetryAfter(value string, now time.Time) time.Duration {
	// For a number that is out of range, ParseUint returns the largest one, which exceeds the longest wait.
	if seconds, err := strconv.ParseUint(strings.TrimSpace(value), 10, 31); err == nil || errors.Is(err, strconv.ErrRange) {
		return time.Duration(seconds) * time.Second
	}
	if date, err := http.ParseTime(value); err == nil {
		return max(date.Sub(now), 0)
	}
	return 0
}

func sleep(ctx context.Context, duration time.Duration) error {
	timer := time.NewTimer(duration)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// doer converts an unsuccessful response into an *APIError before the generated code parses its body. A RoundTripper must not
// do that.
type doer struct{ client *http.Client }

func (d doer) Do(request *http.Request) (*http.Response, error) {
	response, err := d.client.Do(request)
	if err != nil {
		return nil, err
	}
	isList := strings.HasSuffix(request.URL.Path, listPath)
	if response.StatusCode/100 == 2 && !isList {
		return response, nil
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK || (isList && listIn(body) == nil) {
		return nil, &APIError{response.StatusCode, string(body), response.Header.Get("X-Request-Id")}
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, nil
}
