// Lists campaigns, reads what may be null, and meets the errors that every program should expect.
package main

import (
	"bytes"
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"example.com/blueshift-example/blueshift"
)

func main() {
	log.SetFlags(0)
	baseURL := os.Getenv("BLUESHIFT_BASE_URL")
	if baseURL == "" {
		baseURL = "https://api.getblueshift.com"
	}
	if err := run(context.Background(), baseURL, os.Getenv("BLUESHIFT_API_KEY")); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, baseURL, apiKey string) error {
	client, err := Connect(baseURL, apiKey)
	if err != nil {
		return err
	}

	// One page, with filters.
	launched, err := client.ListCampaignsWithResponse(ctx, &blueshift.ListCampaignsParams{
		Status:        new("launched"),
		ExecTerm:      new("recurring"),
		CreatedBefore: new(time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)),
		PerPage:       new(4),
	})
	if err != nil {
		return err
	}
	if launched.JSON200 == nil || len(*launched.JSON200) == 0 || len(*launched.JSON200) > 4 {
		return fmt.Errorf("filters: got %s with %s", launched.Status(), launched.Body)
	}
	for _, campaign := range *launched.JSON200 {
		if value(campaign.Status) != "launched" || value(campaign.ExecTerm) != "recurring" {
			return fmt.Errorf("filters let campaign %s through", campaign.Uuid)
		}
	}

	// Everything.
	var all []blueshift.Campaign
	for campaign, err := range AllCampaigns(ctx, client, blueshift.ListCampaignsParams{}) {
		if err != nil {
			return err
		}
		all = append(all, campaign)
	}
	if err := checkFields(all); err != nil {
		return err
	}
	if err := checkErrors(ctx, client, baseURL); err != nil {
		return err
	}

	withSegment := 0
	for _, campaign := range all {
		if _, err := campaign.SegmentUuid.Get(); err == nil {
			withSegment++
		}
	}
	fmt.Printf("%d campaigns, %d with a segment\n", len(all), withSegment)
	return nil
}

// checkFields reads every field. Any of them but the uuid may be missing; some may also be null. The sandbox sends
// every field, and each nullable one both ways.
func checkFields(all []blueshift.Campaign) error {
	null, filled := map[string]int{}, map[string]int{}
	for _, campaign := range all {
		if campaign.Uuid == "" || campaign.Name == nil || campaign.Status == nil || campaign.ExecTerm == nil ||
			campaign.CreatedAt == nil || campaign.UpdatedAt == nil || campaign.Archived == nil ||
			campaign.HoldoutPercentage == nil || campaign.Author == nil || campaign.Email == nil {
			return fmt.Errorf("a field is missing: %+v", campaign)
		}
		for field, value := range nullables(campaign) {
			switch {
			case !value.IsSpecified():
				return fmt.Errorf("%s is missing: %+v", field, campaign)
			case value.IsNull():
				null[field]++
			default:
				filled[field]++
			}
		}
	}
	for field := range nullables(blueshift.Campaign{}) {
		if null[field] == 0 || filled[field] == 0 {
			return fmt.Errorf("%s: %d times null, %d times filled", field, null[field], filled[field])
		}
	}
	return nil
}

// nullable is what the client's nullable fields have in common.
type nullable interface {
	IsSpecified() bool
	IsNull() bool
}

func nullables(campaign blueshift.Campaign) map[string]nullable {
	return map[string]nullable{
		"startdate":                   campaign.Startdate,
		"next_execution_scheduled_at": campaign.NextExecutionScheduledAt,
		"segment_uuid":                campaign.SegmentUuid,
		"segment_name":                campaign.SegmentName,
		"prioritization_label":        campaign.PrioritizationLabel,
	}
}

func checkErrors(ctx context.Context, client *blueshift.ClientWithResponses, baseURL string) error {
	// 400: which parameter is wrong, and why.
	refused, err := client.ListCampaignsWithResponse(ctx, &blueshift.ListCampaignsParams{PerPage: new(0)})
	if err != nil {
		return err
	}
	if refused.JSON400 == nil || len(refused.JSON400.Errors["per_page"]) == 0 {
		return fmt.Errorf("400: got %s with %s", refused.Status(), refused.Body)
	}

	// 401: the key is wrong, of the wrong kind or of the other region.
	stranger, err := Connect(baseURL, "not-a-key")
	if err != nil {
		return err
	}
	unauthorized, err := stranger.ListCampaignsWithResponse(ctx, nil)
	if err != nil {
		return err
	}
	if unauthorized.JSON401 == nil || unauthorized.JSON401.Message == "" {
		return fmt.Errorf("401: got %s with %s", unauthorized.Status(), unauthorized.Body)
	}

	// 429: slow down and try again. The sandbox makes one on demand.
	fault, err := http.NewRequestWithContext(ctx, http.MethodPut, baseURL+"/__sandbox/faults",
		bytes.NewBufferString(`[{"status":429,"times":1}]`))
	if err != nil {
		return err
	}
	set, err := http.DefaultClient.Do(fault)
	if err != nil {
		return err
	}
	if err := set.Body.Close(); err != nil {
		return err
	}
	limited, err := client.ListCampaignsWithResponse(ctx, nil)
	if err != nil {
		return err
	}
	if limited.JSON429 == nil || limited.JSON429.Message == "" {
		return fmt.Errorf("429: got %s with %s", limited.Status(), limited.Body)
	}
	again, err := client.ListCampaignsWithResponse(ctx, nil)
	if err != nil {
		return err
	}
	if again.JSON200 == nil {
		return fmt.Errorf("the retry failed: %s", again.Status())
	}
	return nil
}

// value reads what may be nil.
func value[T any](pointer *T) T {
	if pointer == nil {
		var zero T
		return zero
	}
	return *pointer
}
