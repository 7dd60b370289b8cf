// The conformance program: lists the campaigns of each server in BLUESHIFT_SERVERS, and prints the result as one line of JSON per
// server. The format of a server is MODE=URL. Without servers, it prints the UUIDs of the campaigns at BLUESHIFT_BASE_URL, for
// the exam.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/oapi-codegen/nullable"

	"example.com/blueshift-example/blueshift"
)

func main() {
	log.SetFlags(0)
	if _, isConformance := os.LookupEnv("BLUESHIFT_SERVERS"); !isConformance {
		exam()
		return
	}
	for server := range strings.FieldsSeq(os.Getenv("BLUESHIFT_SERVERS")) {
		mode, url, _ := strings.Cut(server, "=")
		if err := json.NewEncoder(os.Stdout).Encode(list(mode, url)); err != nil {
			log.Fatal(err)
		}
	}
}

func exam() {
	transport := NewTransport()
	transport.Timeout = 10 * time.Second
	transport.Jitter = func() float64 { return 0 }
	client, err := Connect(os.Getenv("BLUESHIFT_BASE_URL"), os.Getenv("BLUESHIFT_API_KEY"), transport)
	if err != nil {
		log.Fatal(err)
	}
	for campaign, err := range AllCampaigns(context.Background(), client, blueshift.ListCampaignsParams{}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(campaign.Uuid)
	}
}

type result struct {
	Campaigns []map[string]any `json:"campaigns"`
	Error     map[string]any   `json:"error"`
	Waits     []float64        `json:"waits"`
}

func list(mode, url string) result {
	found := result{Campaigns: []map[string]any{}, Waits: []float64{}}
	transport := NewTransport()
	transport.Timeout = time.Minute
	if mode == "short-timeout" {
		transport.Timeout = time.Second
	}
	transport.Sleep = func(_ context.Context, duration time.Duration) error {
		found.Waits = append(found.Waits, duration.Seconds())
		return nil
	}
	transport.Jitter = func() float64 { return 0.5 }
	transport.Now = func() time.Time { return time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC) }
	client, err := Connect(url, os.Getenv("BLUESHIFT_API_KEY"), transport)
	if err != nil {
		log.Fatal(err)
	}
	var filters blueshift.ListCampaignsParams
	if mode == "whole" {
		filters.PerPage = new(500)
	}
	if mode == "filtered" {
		filters = blueshift.ListCampaignsParams{
			Name:          new("Campaign"),
			Email:         new("jane.doe@example.com"),
			CreatedAfter:  new(time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", 7200))),
			CreatedBefore: new(time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)),
			Startdate:     new(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)),
			Archived:      new(false),
			Status:        new("launched"),
			ExecTerm:      new("recurring"),
			PerPage:       new(4),
		}
	}
	for campaign, err := range AllCampaigns(context.Background(), client, filters) {
		if err != nil {
			found.Error = map[string]any{"message": err.Error()}
			var failed *APIError
			if errors.As(err, &failed) {
				found.Error = map[string]any{"status": failed.Status, "text": failed.Text, "requestId": failed.RequestID}
			}
			break
		}
		found.Campaigns = append(found.Campaigns, read(campaign))
	}
	return found
}

// read returns the fields of a campaign as JSON values: absent fields remain absent, and timestamps become milliseconds.
func read(campaign blueshift.Campaign) map[string]any {
	fields := map[string]any{"uuid": campaign.Uuid}
	put(fields, "name", campaign.Name)
	put(fields, "status", campaign.Status)
	put(fields, "startdate", campaign.Startdate)
	put(fields, "created_at", campaign.CreatedAt)
	put(fields, "updated_at", campaign.UpdatedAt)
	put(fields, "exec_term", campaign.ExecTerm)
	put(fields, "next_execution_scheduled_at", campaign.NextExecutionScheduledAt)
	put(fields, "archived", campaign.Archived)
	put(fields, "holdout_percentage", campaign.HoldoutPercentage)
	put(fields, "segment_uuid", campaign.SegmentUuid)
	put(fields, "segment_name", campaign.SegmentName)
	put(fields, "author", campaign.Author)
	put(fields, "email", campaign.Email)
	put(fields, "prioritization_label", campaign.PrioritizationLabel)
	return fields
}

func put[T any](fields map[string]any, name string, field nullable.Nullable[T]) {
	if field.IsNull() {
		fields[name] = nil
	} else if value, err := field.Get(); err == nil {
		fields[name] = value
		if timestamp, isTime := any(value).(time.Time); isTime {
			fields[name] = timestamp.UnixMilli()
		}
	}
}
